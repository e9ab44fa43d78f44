-- What filters and reports look for stands beside each row, told from it by the server itself, and has indexes.

ALTER TABLE bimatrack.directives ADD COLUMN status text, ADD COLUMN words text[], ADD COLUMN born date,
    ADD COLUMN ended date;
ALTER TABLE bimatrack.events ADD COLUMN first date, ADD COLUMN last date;
ALTER TABLE bimatrack.changes ADD COLUMN holds date, ADD COLUMN written date, ADD COLUMN closes boolean;

-- All words that a directive ever had.
CREATE TABLE bimatrack.words (word text CONSTRAINT words_pkey PRIMARY KEY);

-- Return what a directive may be looked for by, each with its sort. Of what is too long for an index no more than that.
CREATE FUNCTION bimatrack.words_of(told jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT CASE WHEN length(word) < 600 THEN word ELSE '…' END), '{}') FROM (
        SELECT sort || ':' || name
        FROM (VALUES ('acting', 'owners'), ('acting', 'units'), ('tag', 'tags')) AS kept (sort, field),
            jsonb_array_elements_text(bimatrack.listed(told -> 'now' -> field)) AS name
        UNION ALL
        SELECT sort || ':' || (share ->> 'unit') FROM (VALUES ('acting'), ('sharing')) AS kept (sort),
            jsonb_array_elements(bimatrack.listed(told #> '{now,shares}')) AS share
        UNION ALL
        SELECT 'speaker:' || (told #>> '{said,speaker,0}')
    ) AS every (word) WHERE word IS NOT NULL
$$;

-- Return the day with which a text begins; no text is no day.
CREATE FUNCTION bimatrack.day(value text) RETURNS date LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog AS $$
    SELECT make_date(substr(value, 1, 4)::integer, substr(value, 6, 2)::integer, substr(value, 9, 2)::integer)
$$;

-- Return the last day of one that is done or dropped: on which it, or a share of it, was closed, never before its birth.
CREATE FUNCTION bimatrack.ended(told jsonb) RETURNS date LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(bimatrack.day(told ->> 'born'),
        coalesce(bimatrack.day(told #>> '{now,closed_on}'), '9999-12-31'),
        (SELECT max(bimatrack.day(share ->> 'closed_on'))
            FROM jsonb_array_elements(bimatrack.listed(told #> '{now,shares}')) AS share))
    WHERE told #>> '{now,status}' IN ('done', 'dropped') AND told -> 'withdrawn' IS DISTINCT FROM 'true'
$$;

CREATE FUNCTION bimatrack.index_directive() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb := bimatrack.readable(NEW."row");
BEGIN
    NEW.status := CASE WHEN told -> 'withdrawn' = 'true' THEN 'withdrawn'
        ELSE coalesce(told #>> '{now,status}', 'open') END;
    NEW.words := bimatrack.words_of(told);
    NEW.born := bimatrack.day(told ->> 'born');
    NEW.ended := bimatrack.ended(told);
    RETURN NEW;
END $$;

CREATE FUNCTION bimatrack.index_event() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb := bimatrack.readable(NEW."row");
BEGIN
    NEW.first := bimatrack.day(told #>> '{event,start}');
    NEW.last := bimatrack.day(told #>> '{event,end}');
    RETURN NEW;
END $$;

CREATE FUNCTION bimatrack.index_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb := bimatrack.readable(NEW."row");
BEGIN
    NEW.holds := bimatrack.day(told ->> 'on');
    NEW.written := bimatrack.day(told ->> 'at');
    NEW.closes := told ->> 'action' IN ('done', 'drop');
    RETURN NEW;
END $$;

CREATE FUNCTION bimatrack.keep_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO bimatrack.words SELECT unnest(NEW.words) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

-- By their names they come behind what checks a row: that sees what the program sent.
CREATE TRIGGER directives_indexed BEFORE INSERT OR UPDATE ON bimatrack.directives FOR EACH ROW
    EXECUTE FUNCTION bimatrack.index_directive();
CREATE TRIGGER events_indexed BEFORE INSERT OR UPDATE ON bimatrack.events FOR EACH ROW
    EXECUTE FUNCTION bimatrack.index_event();
CREATE TRIGGER changes_indexed BEFORE INSERT OR UPDATE ON bimatrack.changes FOR EACH ROW
    EXECUTE FUNCTION bimatrack.index_change();

-- The rows that are there are told from once.
ALTER TABLE bimatrack.events DISABLE TRIGGER events_only_added;
ALTER TABLE bimatrack.changes DISABLE TRIGGER changes_only_added;
UPDATE bimatrack.directives SET changed = changed;
UPDATE bimatrack.events SET release = release;
UPDATE bimatrack.changes SET step = step;
ALTER TABLE bimatrack.events ENABLE TRIGGER events_only_added;
ALTER TABLE bimatrack.changes ENABLE TRIGGER changes_only_added;
INSERT INTO bimatrack.words SELECT DISTINCT unnest(words) FROM bimatrack.directives;
CREATE TRIGGER directives_words AFTER INSERT OR UPDATE ON bimatrack.directives FOR EACH ROW
    EXECUTE FUNCTION bimatrack.keep_words();

DROP INDEX bimatrack.directives_units;
CREATE INDEX directives_words ON bimatrack.directives USING gin (words);
CREATE INDEX directives_status ON bimatrack.directives (status);
CREATE INDEX directives_day ON bimatrack.directives (due);
CREATE INDEX directives_born ON bimatrack.directives (born);
CREATE INDEX directives_ended ON bimatrack.directives (ended);
CREATE INDEX releases_withdrawn ON bimatrack.releases (id) WHERE withdrawn;
CREATE INDEX events_days ON bimatrack.events (last, first);
DROP INDEX bimatrack.changes_directive;
CREATE INDEX changes_directive ON bimatrack.changes (directive, holds);
CREATE INDEX changes_holds ON bimatrack.changes (holds);
CREATE INDEX changes_written ON bimatrack.changes (written);
CREATE INDEX changes_closes ON bimatrack.changes (directive, holds) WHERE closes;

-- Who may read the rest may read these.
DO $$
DECLARE
    who text;
BEGIN
    FOR who IN SELECT login FROM bimatrack.users JOIN pg_roles ON rolname = login LOOP
        EXECUTE format('GRANT SELECT ON bimatrack.words TO %I', who);
    END LOOP;
END $$;

UPDATE bimatrack.meta SET layout = 3;
