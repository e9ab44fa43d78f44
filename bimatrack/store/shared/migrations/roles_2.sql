-- Who may do what: a reader reads, an officer records progress, notes and evidence of the directives of its units, the
-- secretariat all of all directives, an administrator also grants; who made the tables may do anything.
-- What is refused carries the name of the rule as its constraint, so that a program can say it in its own words.

CREATE TABLE bimatrack.users (
    login text CONSTRAINT users_pkey PRIMARY KEY,
    role text NOT NULL CONSTRAINT users_role CHECK (role IN ('reader', 'officer', 'secretariat', 'administrator')),
    units text[] NOT NULL CONSTRAINT users_units CHECK ((role = 'officer') = (units <> '{}')),
    since timestamptz NOT NULL,
    granted_by text NOT NULL
);

-- Beside each change the server keeps who was logged in; nobody where a history was copied from elsewhere.
ALTER TABLE bimatrack.changes ADD COLUMN login text;
ALTER TABLE bimatrack.changes ALTER COLUMN login SET DEFAULT session_user;

CREATE FUNCTION bimatrack.is_owner() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'bimatrack.changes'::regclass
$$;

CREATE FUNCTION bimatrack.own_role() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN bimatrack.is_owner() THEN 'administrator'
        ELSE (SELECT role FROM bimatrack.users WHERE login = current_user) END
$$;

CREATE FUNCTION bimatrack.own_units() RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT units FROM bimatrack.users WHERE login = current_user AND role = 'officer'), '{}')
$$;

-- Which rows.

ALTER TABLE bimatrack.directives ENABLE ROW LEVEL SECURITY;
ALTER TABLE bimatrack.changes ENABLE ROW LEVEL SECURITY;

CREATE POLICY directives_read ON bimatrack.directives FOR SELECT USING (true);
CREATE POLICY directives_add ON bimatrack.directives FOR INSERT
    WITH CHECK ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator'));
CREATE POLICY directives_write ON bimatrack.directives FOR UPDATE
    USING ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator')
        OR units && (SELECT bimatrack.own_units()));
CREATE POLICY changes_read ON bimatrack.changes FOR SELECT USING (true);
CREATE POLICY changes_add ON bimatrack.changes FOR INSERT
    WITH CHECK (login = session_user AND ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator')
        OR EXISTS (SELECT FROM bimatrack.directives AS one
            WHERE one.id = directive AND one.units && (SELECT bimatrack.own_units()))));

-- What an officer may write into them.

CREATE FUNCTION bimatrack.readable(value json) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    -- Half characters, which JSONB does not take, become the sign for what cannot be read.
    SELECT regexp_replace(value::text, '\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})'
        '|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}', '\\ufffd', 'gi')::jsonb
$$;

CREATE FUNCTION bimatrack.refuse_officer(rule text, told text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'bimatrack: %', told USING ERRCODE = 'insufficient_privilege', CONSTRAINT = rule;
END $$;

CREATE FUNCTION bimatrack.check_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb;
    stands jsonb;
    one bimatrack.directives;
BEGIN
    IF bimatrack.own_role() IS DISTINCT FROM 'officer' THEN
        RETURN NEW;
    END IF;
    told := bimatrack.readable(NEW."row");
    IF coalesce(told ->> 'action' NOT IN ('start', 'progress', 'note', 'evidence'), true) OR NEW.undoes IS NOT NULL
    THEN
        PERFORM bimatrack.refuse_officer('officer_action', 'officers record progress, notes and evidence only');
    END IF;
    SELECT * INTO one FROM bimatrack.directives WHERE id = NEW.directive;
    IF NOT coalesce(one.units && bimatrack.own_units(), false) THEN
        PERFORM bimatrack.refuse_officer('officer_unit', 'officers change directives of their own units only');
    END IF;
    stands := bimatrack.readable(one."row");
    IF NEW.release IS NOT NULL OR NOT bimatrack.is_sound(NEW."row", told, stands ->> 'born')
        OR told -> 'directive' IS DISTINCT FROM to_jsonb(NEW.directive)
        OR told -> 'step' IS DISTINCT FROM to_jsonb(NEW.step)
        OR EXISTS (SELECT FROM bimatrack.changes WHERE id >= NEW.id OR (step = NEW.step AND NOT bimatrack.is_new(xmin)))
    THEN
        PERFORM bimatrack.refuse_officer('officer_row', 'this is no change as bimatrack writes it');
    END IF;
    PERFORM bimatrack.check_values(stands -> 'now', coalesce(told -> 'values', '{}'));
    RETURN NEW;
END $$;

-- Return the numbers in a row as they are written, in order; 50, 50.0 and 5e1 are one number, but a program reads them apart.
CREATE FUNCTION bimatrack.numbers(value json) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT ARRAY(SELECT found[1]
        FROM regexp_matches(regexp_replace(value::text, '"(\\.|[^"\\])*"', '""', 'g'), '-?[0-9][-+.0-9eE]*', 'g') AS found
        ORDER BY 1)
$$;

CREATE FUNCTION bimatrack.listed(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT CASE WHEN jsonb_typeof(value) = 'array' THEN value ELSE '[]' END
$$;

-- Whether a change can be read by every program, so that nobody can spoil the list for all.
CREATE FUNCTION bimatrack.is_sound("row" json, told jsonb, born text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        octet_length("row"::text) < 1000000 AND "row"::text !~ '[\n\r]'
        AND array_to_string(bimatrack.numbers("row"), '') !~ '[^0-9]'
        AND told - ARRAY['step', 'at', 'on', 'author', 'action', 'directive', 'values', 'note'] = '{}'
        AND jsonb_typeof(told -> 'author') = 'string'
        AND coalesce(jsonb_typeof(told -> 'note'), 'string') = 'string'
        AND coalesce(jsonb_typeof(told -> 'values'), 'object') = 'object'
        AND coalesce(jsonb_typeof(told #> '{values,progress}'), 'number') = 'number'
        AND coalesce(jsonb_typeof(told #> '{values,obstacle}'), 'string') IN ('string', 'null')
        AND coalesce(jsonb_typeof(told #> '{values,shares}'), 'array') = 'array'
        AND coalesce(jsonb_typeof(told #> '{values,evidence}'), 'array') = 'array'
        AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(bimatrack.listed(told #> '{values,evidence}')) AS proof
            WHERE jsonb_typeof(proof) <> 'array' OR jsonb_array_length(bimatrack.listed(proof)) > 2
                OR coalesce(jsonb_typeof(proof -> 0), '') <> 'string'
                OR coalesce(jsonb_typeof(proof -> 1), 'null') NOT IN ('string', 'null'))
        AND NOT EXISTS (SELECT FROM jsonb_array_elements(bimatrack.listed(told #> '{values,shares}')) AS share
            WHERE jsonb_typeof(share) <> 'object')
        AND told ->> 'at' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$'
        AND (told ->> 'at')::timestamptz IS NOT NULL
        AND told ->> 'on' ~ '^\d{4}-\d\d-\d\d$' AND (told ->> 'on')::date IS NOT NULL
        AND told ->> 'on' BETWEEN born AND left(told ->> 'at', 10), false)
$$;

CREATE FUNCTION bimatrack.is_new(writer xid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT writer = pg_current_xact_id()::xid
$$;

-- Refuse what is no progress, or that of somebody else. A directive is split when it has shares; then only these move.
CREATE FUNCTION bimatrack.check_values(now jsonb, told jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    share jsonb;
    moves boolean := told ?| ARRAY['status', 'progress', 'shares'];
    split boolean := now -> 'shares' IS NOT NULL;
BEGIN
    IF told - ARRAY['status', 'progress', 'obstacle', 'evidence', 'shares'] <> '{}'
        OR coalesce(told -> 'status', '"in_progress"') <> '"in_progress"'
        OR NOT coalesce((told ->> 'progress')::integer, 0) BETWEEN 0 AND 100
    THEN
        PERFORM bimatrack.refuse_officer('officer_action', 'officers record progress, notes and evidence only');
    END IF;
    IF moves AND (now ->> 'status' IN ('done', 'dropped', 'discarded')) THEN
        PERFORM bimatrack.refuse_officer('officer_closed', 'what is closed is opened by the secretariat');
    END IF;
    IF moves AND split <> (told ? 'shares') OR split AND told ?| ARRAY['status', 'progress'] THEN
        PERFORM bimatrack.refuse_officer('officer_share', 'of a split directive officers move their own share only');
    END IF;
    FOR share IN SELECT * FROM jsonb_array_elements(coalesce(told -> 'shares', '[]')) LOOP
        IF NOT coalesce(share ->> 'unit' = ANY (bimatrack.own_units()), false)
            OR share ->> 'status' IS DISTINCT FROM 'in_progress'
            OR share - ARRAY['unit', 'status', 'progress'] <> '{}'
            OR coalesce(jsonb_typeof(share -> 'progress'), 'number') <> 'number'
            OR NOT coalesce((share ->> 'progress')::integer, 0) BETWEEN 0 AND 100
            OR NOT EXISTS (SELECT FROM jsonb_array_elements(now -> 'shares') AS old
                WHERE old -> 'unit' = share -> 'unit' AND old ->> 'status' IS DISTINCT FROM 'done')
        THEN
            PERFORM bimatrack.refuse_officer('officer_share',
                'of a split directive officers move their own share only');
        END IF;
    END LOOP;
END $$;

-- Return how a directive stands after a change with these values: as the program reckons, for what officers may change.
CREATE FUNCTION bimatrack.carried_on(now jsonb, told jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    after jsonb := now || (told - 'shares');
    count integer;
    whole integer;
BEGIN
    IF told ? 'shares' THEN
        SELECT jsonb_set(after, '{shares}', jsonb_agg(coalesce(
            (SELECT new FROM jsonb_array_elements(told -> 'shares') AS new WHERE new -> 'unit' = old -> 'unit' LIMIT 1),
            old) ORDER BY place))
        INTO after FROM jsonb_array_elements(now -> 'shares') WITH ORDINALITY AS every (old, place);
        SELECT count(*), sum(coalesce((one ->> 'progress')::integer, 0)) INTO count, whole
        FROM jsonb_array_elements(after -> 'shares') AS one;
        after := after || jsonb_build_object('status', 'in_progress', 'progress',
            CASE WHEN whole = 100 * count THEN 100 ELSE least((2 * whole + count) / (2 * count), 99) END);
    END IF;
    -- What is as by default is left out of a row.
    RETURN (SELECT coalesce(jsonb_object_agg(name, value), '{}') FROM jsonb_each(after) AS field (name, value)
        WHERE (name, value) NOT IN (('status', '"open"'), ('progress', '0'), ('obstacle', 'null'), ('evidence', '[]')));
END $$;

-- Return what a directive was last told of, after a change with this row.
CREATE FUNCTION bimatrack.followed_up(before jsonb, number bigint, told jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN coalesce(told ->> 'note', '') = '' OR told ->> 'action' = 'evidence'
            OR (before ->> 'on', (before ->> 'number')::bigint) >= (told ->> 'on', number)
        THEN before
        ELSE jsonb_build_object('number', number, 'on', told -> 'on', 'note', told -> 'note')
            || CASE WHEN told #> '{values,shares}' IS NULL THEN '{}' ELSE jsonb_build_object('units',
                (SELECT jsonb_agg(share -> 'unit' ORDER BY place)
                    FROM jsonb_array_elements(told #> '{values,shares}') WITH ORDINALITY AS every (share, place))) END
    END
$$;

CREATE FUNCTION bimatrack.check_standing() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    expected jsonb;
    follow_up jsonb;
    one record;
    before bimatrack.directives := OLD;
    after bimatrack.directives := NEW;
BEGIN
    IF bimatrack.own_role() IS DISTINCT FROM 'officer' THEN
        RETURN NEW;
    END IF;
    expected := bimatrack.readable(OLD."row");
    FOR one IN SELECT id, bimatrack.readable("row") AS told FROM bimatrack.changes
        WHERE directive = NEW.id AND id > OLD.changed AND bimatrack.is_new(xmin) ORDER BY id
    LOOP
        expected := jsonb_set(expected, '{now}',
            bimatrack.carried_on(expected -> 'now', coalesce(one.told -> 'values', '{}')));
        follow_up := bimatrack.followed_up(expected -> 'follow_up', one.id, one.told);
        IF follow_up IS NOT NULL THEN
            expected := jsonb_set(expected, '{follow_up}', follow_up);
        END IF;
    END LOOP;
    after."row" := OLD."row";
    after.changed := OLD.changed;
    IF bimatrack.readable(NEW."row") IS DISTINCT FROM expected OR before::text <> after::text
        OR bimatrack.numbers(NEW."row") <> bimatrack.numbers(expected::json) OR NEW."row"::text ~ '[\n\r]'
        OR NOT EXISTS (SELECT FROM bimatrack.changes WHERE id = NEW.changed AND bimatrack.is_new(xmin))
    THEN
        PERFORM bimatrack.refuse_officer('officer_row', 'this is not how the directive stands by its history');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION bimatrack.check_followed() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM bimatrack.users WHERE login = NEW.login AND role = 'officer')
        AND NOT EXISTS (SELECT FROM bimatrack.directives WHERE id = NEW.directive AND changed >= NEW.id)
    THEN
        PERFORM bimatrack.refuse_officer('officer_row', 'a change was added that the directive does not stand by');
    END IF;
    RETURN NULL;
END $$;

-- A row without a login, which only who owns the tables may add, is copied from elsewhere.
CREATE TRIGGER changes_checked BEFORE INSERT ON bimatrack.changes FOR EACH ROW
    WHEN (NEW.login IS NOT NULL) EXECUTE FUNCTION bimatrack.check_change();
CREATE TRIGGER directives_checked BEFORE UPDATE ON bimatrack.directives FOR EACH ROW
    EXECUTE FUNCTION bimatrack.check_standing();
CREATE CONSTRAINT TRIGGER changes_followed AFTER INSERT ON bimatrack.changes DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.login IS NOT NULL) EXECUTE FUNCTION bimatrack.check_followed();

-- Who grants.

CREATE FUNCTION bimatrack.take_all(who text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM bimatrack.users WHERE login = who;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = who) THEN
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA bimatrack FROM %I', who);
        EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA bimatrack FROM %I', who);
        EXECUTE format('REVOKE ALL ON FUNCTION bimatrack.grant_role, bimatrack.revoke_role FROM %I', who);
        EXECUTE format('REVOKE ALL ON SCHEMA bimatrack FROM %I', who);
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

CREATE FUNCTION bimatrack.revoke_role(who text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM bimatrack.users WHERE login = who) THEN
        RAISE EXCEPTION 'bimatrack: % has no role', who USING ERRCODE = 'no_data_found', CONSTRAINT = 'users_no_role';
    END IF;
    PERFORM bimatrack.take_all(who);
END $$;

CREATE FUNCTION bimatrack.grant_role(who text, what text, theirs text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM bimatrack.check_grantee(who);
    PERFORM bimatrack.take_all(who);
    INSERT INTO bimatrack.users VALUES (who, what, theirs, now(), session_user);
    EXECUTE format('GRANT USAGE ON SCHEMA bimatrack TO %I', who);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA bimatrack TO %I', who);
    EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA bimatrack TO %I', who);
    IF what = 'officer' THEN
        EXECUTE format('GRANT INSERT ON bimatrack.changes TO %I', who);
        EXECUTE format('GRANT UPDATE ON bimatrack.directives TO %I', who);
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

REVOKE ALL ON FUNCTION bimatrack.take_all, bimatrack.grant_role, bimatrack.revoke_role FROM PUBLIC;

-- Of a split directive each unit that has a share is one of its units.
UPDATE bimatrack.directives SET units = units || ARRAY(
    SELECT share ->> 'unit' FROM jsonb_array_elements(bimatrack.readable("row") #> '{now,shares}') AS share
    WHERE share ->> 'unit' <> ALL (units))
WHERE "row"::text LIKE '%"shares"%';

-- Who had rights on the tables of before keeps as much: who could add to the history is of the secretariat.
SELECT bimatrack.grant_role(rolname, CASE WHEN has_table_privilege(rolname, 'bimatrack.changes', 'INSERT')
    THEN 'secretariat' ELSE 'reader' END, '{}')
FROM pg_roles
WHERE oid IN (SELECT (aclexplode(relacl)).grantee FROM pg_class WHERE oid = 'bimatrack.changes'::regclass)
    AND NOT pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = 'bimatrack.changes'::regclass), 'USAGE');
