-- The audit log is only ever added to. Two things may change it, each by saying so in its own transaction
-- (SET LOCAL studio.audit = …): the deletion of an account takes what is personal out of its entries ("forget"), and entries
-- whose time is over are deleted ("expire").
CREATE FUNCTION keep_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('studio.audit', true) = 'expire' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND current_setting('studio.audit', true) = 'forget'
    AND (NEW."id", NEW."at", NEW."action", NEW."actor", NEW."userId") IS NOT DISTINCT FROM
      (OLD."id", OLD."at", OLD."action", OLD."actor", OLD."userId")
    AND NEW."actorId" IS NOT DISTINCT FROM OLD."actorId" THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'entries of the audit log are not changed';
END;
$$;

CREATE TRIGGER keep_audit_entries BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION keep_audit_entries();
