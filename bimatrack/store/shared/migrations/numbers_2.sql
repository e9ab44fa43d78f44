-- Ids come from sequences, one for each sort of row and one for steps; a row with a number that none gave is refused.

CREATE SEQUENCE bimatrack.releases_number;
CREATE SEQUENCE bimatrack.directives_number;
CREATE SEQUENCE bimatrack.events_number;
CREATE SEQUENCE bimatrack.changes_number;
CREATE SEQUENCE bimatrack.steps_number;

SELECT setval(format('bimatrack.%I', name || '_number')::regclass, greatest(next::bigint - 1, 1), next::bigint > 1)
FROM bimatrack.meta, json_each_text("row" -> 'next') AS told (name, next);
UPDATE bimatrack.meta SET layout = 2, "row" = json_build_object('schema', "row" -> 'schema');
INSERT INTO bimatrack.meta (id, layout, "row") VALUES (1, 2, '{"schema":2}') ON CONFLICT DO NOTHING;

CREATE FUNCTION bimatrack.refuse_number() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'bimatrack: the number % of % comes from no sequence', NEW.id, TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER releases_drawn BEFORE INSERT ON bimatrack.releases FOR EACH ROW
    WHEN (NEW.id > coalesce(pg_sequence_last_value('bimatrack.releases_number'), 0))
    EXECUTE FUNCTION bimatrack.refuse_number();
CREATE TRIGGER directives_drawn BEFORE INSERT ON bimatrack.directives FOR EACH ROW
    WHEN (NEW.id > coalesce(pg_sequence_last_value('bimatrack.directives_number'), 0))
    EXECUTE FUNCTION bimatrack.refuse_number();
CREATE TRIGGER events_drawn BEFORE INSERT ON bimatrack.events FOR EACH ROW
    WHEN (NEW.id > coalesce(pg_sequence_last_value('bimatrack.events_number'), 0))
    EXECUTE FUNCTION bimatrack.refuse_number();
CREATE TRIGGER changes_drawn BEFORE INSERT ON bimatrack.changes FOR EACH ROW
    WHEN (NEW.id > coalesce(pg_sequence_last_value('bimatrack.changes_number'), 0)
        OR NEW.step > coalesce(pg_sequence_last_value('bimatrack.steps_number'), 0))
    EXECUTE FUNCTION bimatrack.refuse_number();
