-- Who grants.

-- Give one login the rights of a role.
CREATE FUNCTION bimatrack.give(who text, what text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA bimatrack TO %I', who);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA bimatrack TO %I', who);
    EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA bimatrack TO %I', who);
    IF what = 'officer' THEN
        EXECUTE format('GRANT INSERT ON bimatrack.changes TO %I', who);
        -- By column: a right on the whole table would let them lock it.
        EXECUTE format('GRANT UPDATE (release, open, due, units, changed, "row") ON bimatrack.directives TO %I', who);
        EXECUTE format('GRANT USAGE ON SEQUENCE bimatrack.changes_number, bimatrack.steps_number TO %I', who);
    ELSIF what IN ('secretariat', 'administrator') THEN
        EXECUTE format('GRANT INSERT ON bimatrack.releases, bimatrack.directives, bimatrack.events, bimatrack.changes '
            'TO %I', who);
        EXECUTE format('GRANT UPDATE ON bimatrack.releases, bimatrack.directives TO %I', who);
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA bimatrack TO %I', who);
    END IF;
    IF what = 'administrator' THEN
        EXECUTE format('GRANT EXECUTE ON FUNCTION bimatrack.grant_role, bimatrack.revoke_role TO %I', who);
    END IF;
END $$;

-- Take all rights from one login, or from PUBLIC but for the functions that policies and triggers need.
CREATE FUNCTION bimatrack.take(who text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whom text := CASE WHEN who = 'public' THEN 'PUBLIC' ELSE format('%I', who) END;
BEGIN
    EXECUTE 'REVOKE ALL ON ALL TABLES IN SCHEMA bimatrack FROM ' || whom || ' CASCADE';
    EXECUTE 'REVOKE ALL ON ALL SEQUENCES IN SCHEMA bimatrack FROM ' || whom || ' CASCADE';
    EXECUTE 'REVOKE ALL ON SCHEMA bimatrack FROM ' || whom || ' CASCADE';
    EXECUTE 'REVOKE ALL ON FUNCTION bimatrack.give, bimatrack.take, bimatrack.settle, bimatrack.grant_role, '
        'bimatrack.revoke_role FROM ' || whom || ' CASCADE';
END $$;

-- Let everybody have the rights of the own role and no others, whatever was granted by hand or by default; each migration
-- ends with it.
CREATE FUNCTION bimatrack.settle() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one record;
BEGIN
    PERFORM bimatrack.take('public');
    FOR one IN
        SELECT DISTINCT rolname FROM pg_roles JOIN (
            SELECT (aclexplode(relacl)).grantee FROM pg_class WHERE relnamespace = 'bimatrack'::regnamespace
            UNION SELECT (aclexplode(attacl)).grantee FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                WHERE relnamespace = 'bimatrack'::regnamespace
            UNION SELECT (aclexplode(proacl)).grantee FROM pg_proc WHERE pronamespace = 'bimatrack'::regnamespace
            UNION SELECT (aclexplode(nspacl)).grantee FROM pg_namespace WHERE nspname = 'bimatrack'
        ) AS granted (grantee) ON pg_roles.oid = grantee
        WHERE pg_roles.oid <> (SELECT relowner FROM pg_class WHERE oid = 'bimatrack.changes'::regclass)
    LOOP
        PERFORM bimatrack.take(one.rolname);
    END LOOP;
    FOR one IN SELECT login, role FROM bimatrack.users JOIN pg_roles ON rolname = login LOOP
        PERFORM bimatrack.give(one.login, one.role);
    END LOOP;
END $$;

CREATE FUNCTION bimatrack.check_granter() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF bimatrack.role_of(session_user) IS DISTINCT FROM 'administrator' THEN
        RAISE EXCEPTION 'bimatrack: only administrators grant and revoke' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

CREATE FUNCTION bimatrack.check_grantee(who text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = who) THEN
        RAISE EXCEPTION 'bimatrack: there is no login %', who
            USING ERRCODE = 'undefined_object', CONSTRAINT = 'users_no_login';
    END IF;
    IF pg_has_role(who, (SELECT relowner FROM pg_class WHERE oid = 'bimatrack.changes'::regclass), 'USAGE') THEN
        RAISE EXCEPTION 'bimatrack: % owns the tables', who
            USING ERRCODE = 'object_in_use', CONSTRAINT = 'users_owner';
    END IF;
END $$;

-- Tell whether there is such a login; one that was renamed meanwhile keeps what it may read.
CREATE FUNCTION bimatrack.revoke_role(who text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM bimatrack.check_granter();
    DELETE FROM bimatrack.users WHERE login = who;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = who) THEN
        PERFORM bimatrack.take(who);
        RETURN true;
    END IF;
    RETURN false;
END $$;

CREATE FUNCTION bimatrack.grant_role(who text, what text, theirs text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM bimatrack.check_granter();
    PERFORM bimatrack.check_grantee(who);
    DELETE FROM bimatrack.users WHERE login = who;
    INSERT INTO bimatrack.users VALUES (who, what, theirs, now(), session_user);
    PERFORM bimatrack.take(who);
    PERFORM bimatrack.give(who, what);
END $$;

-- Of a split directive each unit that has a share is one of its units.
UPDATE bimatrack.directives SET units = units || ARRAY(
    SELECT share ->> 'unit' FROM jsonb_array_elements(bimatrack.exact("row") #> '{now,shares}') AS share
    WHERE share ->> 'unit' <> ALL (units))
WHERE "row"::text LIKE '%"shares"%';

-- Who had rights on the tables of before, by name, gets the role that comes nearest: who could write all is of the
-- secretariat, who could read all a reader. On new tables, which hold nothing yet, nobody was given any on purpose.
INSERT INTO bimatrack.users
SELECT rolname, CASE WHEN has_table_privilege(rolname, 'bimatrack.changes', 'INSERT')
    AND has_table_privilege(rolname, 'bimatrack.directives', 'UPDATE') THEN 'secretariat' ELSE 'reader' END,
    '{}', now(), session_user
FROM pg_roles
WHERE EXISTS (SELECT FROM bimatrack.changes)
    AND oid IN (SELECT (aclexplode(relacl)).grantee FROM pg_class WHERE oid = 'bimatrack.changes'::regclass)
    AND oid IN (SELECT (aclexplode(relacl)).grantee FROM pg_class WHERE oid = 'bimatrack.directives'::regclass)
    AND has_table_privilege(rolname, 'bimatrack.changes', 'SELECT')
    AND has_table_privilege(rolname, 'bimatrack.directives', 'SELECT')
    AND NOT pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = 'bimatrack.changes'::regclass), 'USAGE');

SELECT bimatrack.settle();
