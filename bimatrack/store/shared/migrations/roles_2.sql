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

-- Return the role of a login: its own, or the highest of those that it is a member of.
CREATE FUNCTION bimatrack.role_of(who text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN (SELECT pg_has_role(who, relowner, 'USAGE') FROM pg_class WHERE oid = 'bimatrack.changes'::regclass)
        THEN 'administrator'
        ELSE (SELECT role FROM bimatrack.users JOIN pg_roles ON rolname = login WHERE pg_has_role(who, oid, 'USAGE')
            ORDER BY array_position(ARRAY['administrator', 'secretariat', 'officer', 'reader'], role) LIMIT 1)
        END
$$;

CREATE FUNCTION bimatrack.own_role() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT bimatrack.role_of(current_user)
$$;

CREATE FUNCTION bimatrack.own_units() RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT DISTINCT unnest(units) FROM bimatrack.users JOIN pg_roles ON rolname = login
        WHERE role = 'officer' AND pg_has_role(current_user, oid, 'USAGE'))
$$;

-- Which rows.

-- To read, a right on the table is enough: a condition on each row would keep what is looked for from the indexes.

ALTER TABLE bimatrack.directives ENABLE ROW LEVEL SECURITY;
ALTER TABLE bimatrack.changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE bimatrack.releases ENABLE ROW LEVEL SECURITY;
ALTER TABLE bimatrack.events ENABLE ROW LEVEL SECURITY;
ALTER TABLE bimatrack.meta ENABLE ROW LEVEL SECURITY;
ALTER TABLE bimatrack.users ENABLE ROW LEVEL SECURITY;

CREATE POLICY directives_read ON bimatrack.directives FOR SELECT USING (true);
CREATE POLICY directives_add ON bimatrack.directives FOR INSERT
    WITH CHECK ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator'));
CREATE POLICY directives_write ON bimatrack.directives FOR UPDATE
    USING ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator')
        OR units && (SELECT bimatrack.own_units()));
CREATE POLICY releases_read ON bimatrack.releases FOR SELECT USING (true);
CREATE POLICY releases_add ON bimatrack.releases FOR INSERT
    WITH CHECK ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator'));
CREATE POLICY releases_write ON bimatrack.releases FOR UPDATE
    USING ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator'));
CREATE POLICY events_read ON bimatrack.events FOR SELECT USING (true);
CREATE POLICY events_add ON bimatrack.events FOR INSERT
    WITH CHECK ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator'));
CREATE POLICY meta_read ON bimatrack.meta FOR SELECT USING (true);
CREATE POLICY users_read ON bimatrack.users FOR SELECT USING (true);
CREATE POLICY changes_read ON bimatrack.changes FOR SELECT USING (true);
CREATE POLICY changes_add ON bimatrack.changes FOR INSERT
    WITH CHECK (login = session_user AND ((SELECT bimatrack.own_role()) IN ('secretariat', 'administrator')
        OR EXISTS (SELECT FROM bimatrack.directives AS one
            WHERE one.id = directive AND one.units && (SELECT bimatrack.own_units()))));
