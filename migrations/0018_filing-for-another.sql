CREATE TABLE "filing_permissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"until" date NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "filing_permissions_other_person" CHECK ("filing_permissions"."member_id" <> "filing_permissions"."delegate_id")
);
--> statement-breakpoint
CREATE TABLE "give_backs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"claim_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"to_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "on_behalf_of" uuid;--> statement-breakpoint
ALTER TABLE "claim_versions" ADD COLUMN "filed_by" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "filed_by" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "asked_by" uuid;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "filing_permissions" ADD CONSTRAINT "filing_permissions_member_id_users_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filing_permissions" ADD CONSTRAINT "filing_permissions_delegate_id_users_id_fk" FOREIGN KEY ("delegate_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "give_backs" ADD CONSTRAINT "give_backs_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "give_backs" ADD CONSTRAINT "give_backs_to_id_users_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "filing_permissions_member_id_index" ON "filing_permissions" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "filing_permissions_delegate_id_index" ON "filing_permissions" USING btree ("delegate_id");--> statement-breakpoint
CREATE UNIQUE INDEX "filing_permissions_one_standing" ON "filing_permissions" USING btree ("member_id","delegate_id") WHERE "filing_permissions"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "give_backs_claim_id_at_index" ON "give_backs" USING btree ("claim_id","at");--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_on_behalf_of_index" ON "audit" USING btree ("on_behalf_of");--> statement-breakpoint
CREATE TRIGGER give_backs_never_changed BEFORE UPDATE OR DELETE ON "give_backs" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE FUNCTION refuse_forgotten_filer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.filed_by @> OLD.filed_by THEN
    RAISE EXCEPTION 'who filed a claim for its member is never forgotten';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER claims_filed_by_only_grows BEFORE UPDATE OF filed_by ON "claims" FOR EACH ROW EXECUTE FUNCTION refuse_forgotten_filer();--> statement-breakpoint
CREATE FUNCTION refuse_changed_permission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
    OR (NEW.member_id, NEW.delegate_id, NEW.granted_at, NEW.until) IS DISTINCT FROM (OLD.member_id, OLD.delegate_id, OLD.granted_at, OLD.until)
  THEN
    RAISE EXCEPTION 'a permission to file is revoked, and never changed or deleted';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER filing_permissions_only_revoked BEFORE UPDATE OR DELETE ON "filing_permissions" FOR EACH ROW EXECUTE FUNCTION refuse_changed_permission();
