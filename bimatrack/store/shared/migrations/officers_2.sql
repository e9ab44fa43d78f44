-- What an officer may write into them.

-- JSONB takes no half characters and no zero. Each becomes U+FFFE and its number, and U+FFFE itself is doubled, so that no
-- two texts become one; a backslash that stands for itself becomes its number first.
CREATE FUNCTION bimatrack.exact(value json) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT regexp_replace(
        regexp_replace(replace(value::text, '\\', '\u005c'), chr(65534) || '|\\ufffe', '\\ufffe\\ufffe', 'gi'),
        '\\(u0000)|\\(ud[89ab][0-9a-f]{2})(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\(ud[c-f][0-9a-f]{2})',
        '\\ufffe\1\2\3', 'gi')::jsonb
$$;

CREATE FUNCTION bimatrack.refuse_officer(rule text, told text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
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
    -- One writer at a time, past the program as well; and each sees what the one before wrote.
    PERFORM pg_advisory_xact_lock(1651076449);
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM bimatrack.refuse_officer('officer_row', 'this is no transaction as bimatrack makes it');
    END IF;
    told := bimatrack.exact(NEW."row");
    IF coalesce(told ->> 'action' NOT IN ('start', 'progress', 'note', 'evidence'), true) OR NEW.undoes IS NOT NULL
    THEN
        PERFORM bimatrack.refuse_officer('officer_action', 'officers record progress, notes and evidence only');
    END IF;
    SELECT * INTO one FROM bimatrack.directives WHERE id = NEW.directive;
    IF NOT coalesce(one.units && bimatrack.own_units(), false) THEN
        PERFORM bimatrack.refuse_officer('officer_unit', 'officers change directives of their own units only');
    END IF;
    stands := bimatrack.exact(one."row");
    IF NEW.release IS NOT NULL OR NOT bimatrack.is_sound(NEW."row", told, stands ->> 'born')
        OR told -> 'directive' IS DISTINCT FROM to_jsonb(NEW.directive)
        OR told -> 'step' IS DISTINCT FROM to_jsonb(NEW.step)
        OR EXISTS (SELECT FROM bimatrack.changes
            WHERE id >= NEW.id OR step > NEW.step OR (step = NEW.step AND NOT bimatrack.is_new(xmin)))
        OR stands -> 'withdrawn' = 'true'
    THEN
        PERFORM bimatrack.refuse_officer('officer_row', 'this is no change as bimatrack writes it');
    END IF;
    PERFORM bimatrack.check_values(told ->> 'action', stands -> 'now', coalesce(told -> 'values', '{}'));
    RETURN NEW;
END $$;

-- Return a row without its texts.
CREATE FUNCTION bimatrack.bare(value json) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT regexp_replace(value::text, '"(\\.|[^"\\])*"', '""', 'g')
$$;

-- Return the numbers in a row as they are written, in order: 50, 50.0 and 5e1 are one number, but programs read them apart.
CREATE FUNCTION bimatrack.numbers(value json) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT found[1] FROM regexp_matches(bimatrack.bare(value), '-?[0-9][-+.0-9eE]*', 'g') AS found ORDER BY 1)
$$;

-- Whether a row is written as programs write it: one line, no longer than told, and no name in it twice, of which JSONB,
-- as which it is *read*, keeps the last, and programs read all.
CREATE FUNCTION bimatrack.is_plain("row" json, read jsonb, longest integer) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT octet_length("row"::text) <= longest AND "row"::text !~ '[\n\r]'
        AND length(translate(bimatrack.bare("row"), ':', '')) - length(bimatrack.bare("row"))
            = length(translate(bimatrack.bare(read::json), ':', '')) - length(bimatrack.bare(read::json))
$$;

CREATE FUNCTION bimatrack.listed(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN jsonb_typeof(value) = 'array' THEN value ELSE '[]' END
$$;

-- Whether a change can be read by every program, so that nobody can spoil the list for all.
CREATE FUNCTION bimatrack.is_sound("row" json, told jsonb, born text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        bimatrack.is_plain("row", told, 1000000)
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
        AND told ->> 'at' ~ '^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$'
        AND (told ->> 'at')::timestamptz <= now() + interval '1 day'
        AND told ->> 'on' ~ '^\d{4}-\d\d-\d\d$' AND (told ->> 'on')::date IS NOT NULL
        AND told ->> 'on' BETWEEN born AND left(told ->> 'at', 10), false)
$$;

CREATE FUNCTION bimatrack.is_new(writer xid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT writer = pg_current_xact_id()::xid
$$;

-- Refuse what is no progress, or that of somebody else. A directive is split when it has shares; then only these move.
CREATE FUNCTION bimatrack.check_values(action text, now jsonb, told jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    share jsonb;
    allowed text[] := CASE action
        WHEN 'start' THEN '{status,shares}' WHEN 'progress' THEN '{status,progress,shares,obstacle}'
        WHEN 'note' THEN '{obstacle,evidence}' ELSE '{evidence}' END;
    moves boolean := told ?| ARRAY['status', 'progress', 'shares'];
    split boolean := now -> 'shares' IS NOT NULL;
BEGIN
    IF told - allowed <> '{}' OR told ? 'progress' AND NOT told ? 'status'
        OR coalesce(told -> 'status', '"in_progress"') <> '"in_progress"'
        OR NOT coalesce((told ->> 'progress')::integer, 0) BETWEEN 0 AND 100
    THEN
        PERFORM bimatrack.refuse_officer('officer_action', 'officers record progress, notes and evidence only');
    END IF;
    IF told ? 'evidence' AND NOT (
        SELECT coalesce(jsonb_agg(new -> 0), '[]') FROM jsonb_array_elements(told -> 'evidence') AS new
    ) @> (SELECT coalesce(jsonb_agg(old -> 0), '[]') FROM jsonb_array_elements(now -> 'evidence') AS old)
    THEN
        PERFORM bimatrack.refuse_officer('officer_action', 'officers add evidence, and take none away');
    END IF;
    IF moves AND (now ->> 'status' IN ('done', 'dropped', 'discarded')) THEN
        PERFORM bimatrack.refuse_officer('officer_closed', 'what is closed is opened by the secretariat');
    END IF;
    IF moves AND split <> (told ? 'shares') OR split AND told ?| ARRAY['status', 'progress']
        OR told ? 'shares' AND (SELECT count(DISTINCT one -> 'unit') <> count(*) OR count(*) = 0
            FROM jsonb_array_elements(told -> 'shares') AS one)
    THEN
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
    expected := bimatrack.exact(OLD."row");
    FOR one IN SELECT id, bimatrack.exact("row") AS told FROM bimatrack.changes
        WHERE directive = NEW.id AND id > OLD.changed ORDER BY id
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
    IF bimatrack.exact(NEW."row") IS DISTINCT FROM expected OR before::text <> after::text
        OR bimatrack.numbers(NEW."row") <> bimatrack.numbers(expected::json)
        OR NOT bimatrack.is_plain(NEW."row", expected, octet_length(OLD."row"::text) + 1000000)
        OR NEW.changed <= OLD.changed OR NOT EXISTS (SELECT FROM bimatrack.changes WHERE id = NEW.changed)
    THEN
        PERFORM bimatrack.refuse_officer('officer_row', 'this is not how the directive stands by its history');
    END IF;
    RETURN NEW;
END $$;

-- Whoever adds a change lets the directive stand by it.
CREATE FUNCTION bimatrack.check_followed() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM bimatrack.directives WHERE id = NEW.directive AND changed >= NEW.id) THEN
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
    FOR EACH ROW WHEN (NEW.login IS NOT NULL AND NEW.directive IS NOT NULL)
    EXECUTE FUNCTION bimatrack.check_followed();
