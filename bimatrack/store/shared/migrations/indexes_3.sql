-- What filters and reports look for stands beside each row, told from it by the server itself, and has indexes.

ALTER TABLE bimatrack.directives ADD COLUMN status text, ADD COLUMN words text[], ADD COLUMN born date,
    ADD COLUMN ended date;
ALTER TABLE bimatrack.events ADD COLUMN first date, ADD COLUMN last date;
ALTER TABLE bimatrack.changes ADD COLUMN holds date, ADD COLUMN written date, ADD COLUMN closes boolean;

-- All words that a directive ever had.
CREATE TABLE bimatrack.words (word text CONSTRAINT words_pkey PRIMARY KEY);

-- Return a row to be looked into; what JSONB does not take, half characters and zero, becomes the sign for what cannot be
-- read. Where no letter stands as its number there is none.
CREATE FUNCTION bimatrack.told(value text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF strpos(value, '\u') = 0 THEN
        RETURN value::jsonb;
    END IF;
    RETURN regexp_replace(replace(value, '\\', '\u005c'), '\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})'
        '|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}', '\\ufffd', 'gi')::jsonb;
END $$;

-- Of the words of a directive, each with its sort, what is too long for an index is only told to be there.
CREATE FUNCTION bimatrack.index_directive() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb := bimatrack.told(NEW."row"::text);
    now jsonb := told -> 'now';
    shares jsonb := now -> 'shares';
BEGIN
    NEW.status := CASE WHEN told -> 'withdrawn' = 'true' THEN 'withdrawn' ELSE coalesce(now ->> 'status', 'open') END;
    NEW.words := ARRAY(
        SELECT DISTINCT CASE WHEN length(word) < 600 THEN word ELSE '…' END FROM (
            SELECT 'acting:' || one FROM jsonb_array_elements_text(now -> 'owners') AS one
            UNION ALL SELECT 'acting:' || one FROM jsonb_array_elements_text(now -> 'units') AS one
            UNION ALL SELECT 'tag:' || one FROM jsonb_array_elements_text(now -> 'tags') AS one
            UNION ALL SELECT 'acting:' || (one ->> 'unit') FROM jsonb_array_elements(shares) AS one
            UNION ALL SELECT 'sharing:' || (one ->> 'unit') FROM jsonb_array_elements(shares) AS one
            UNION ALL SELECT 'speaker:' || (told #>> '{said,speaker,0}')
        ) AS every (word) WHERE word IS NOT NULL);
    NEW.born := told ->> 'born';
    NEW.ended := CASE WHEN NEW.status IN ('done', 'dropped') THEN greatest(NEW.born,
        coalesce(now ->> 'closed_on', '9999-12-31')::date,
        (SELECT max(one ->> 'closed_on') FROM jsonb_array_elements(shares) AS one)::date) END;
    RETURN NEW;
END $$;

CREATE FUNCTION bimatrack.index_event() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb := bimatrack.told(NEW."row"::text);
BEGIN
    NEW.first := told #>> '{event,start}';
    NEW.last := told #>> '{event,end}';
    RETURN NEW;
END $$;

CREATE FUNCTION bimatrack.index_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb := bimatrack.told(NEW."row"::text);
BEGIN
    NEW.holds := told ->> 'on';
    NEW.written := left(told ->> 'at', 10);
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
DROP INDEX bimatrack.directives_units, bimatrack.changes_directive;
ALTER TABLE bimatrack.directives DISABLE TRIGGER directives_checked;
ALTER TABLE bimatrack.events DISABLE TRIGGER events_only_added;
ALTER TABLE bimatrack.changes DISABLE TRIGGER changes_only_added;
UPDATE bimatrack.directives SET changed = changed;
UPDATE bimatrack.events SET release = release;
UPDATE bimatrack.changes SET step = step;
ALTER TABLE bimatrack.directives ENABLE TRIGGER directives_checked;
ALTER TABLE bimatrack.events ENABLE TRIGGER events_only_added;
ALTER TABLE bimatrack.changes ENABLE TRIGGER changes_only_added;
INSERT INTO bimatrack.words SELECT DISTINCT unnest(words) FROM bimatrack.directives;
CREATE TRIGGER directives_words AFTER INSERT ON bimatrack.directives FOR EACH ROW
    EXECUTE FUNCTION bimatrack.keep_words();
CREATE TRIGGER directives_words_anew AFTER UPDATE ON bimatrack.directives FOR EACH ROW
    WHEN (OLD.words IS DISTINCT FROM NEW.words) EXECUTE FUNCTION bimatrack.keep_words();

CREATE INDEX directives_words ON bimatrack.directives USING gin (words);
CREATE INDEX directives_status ON bimatrack.directives (status);
CREATE INDEX directives_day ON bimatrack.directives (due);
CREATE INDEX directives_born ON bimatrack.directives (born);
CREATE INDEX directives_ended ON bimatrack.directives (ended);
CREATE INDEX releases_withdrawn ON bimatrack.releases (id) WHERE withdrawn;
CREATE INDEX events_days ON bimatrack.events (last, first);
CREATE INDEX changes_directive ON bimatrack.changes (directive, holds);
CREATE INDEX changes_holds ON bimatrack.changes (holds);
CREATE INDEX changes_written ON bimatrack.changes (written);
CREATE INDEX changes_closes ON bimatrack.changes (directive, holds) WHERE closes;

UPDATE bimatrack.meta SET layout = 3;

-- Who may read the rest may read the words.
SELECT bimatrack.settle();
