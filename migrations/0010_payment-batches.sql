ALTER TYPE "public"."claim_state" ADD VALUE 'paid';--> statement-breakpoint
ALTER TYPE "public"."claim_state" ADD VALUE 'payment-rejected';--> statement-breakpoint
CREATE TABLE "batch_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"batch_number" integer NOT NULL,
	"event" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "batch_file_parts" (
	"batch_number" integer NOT NULL,
	"kind" text NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "batch_file_parts_batch_number_kind_part_pk" PRIMARY KEY("batch_number","kind","part")
);
--> statement-breakpoint
CREATE TABLE "batch_files" (
	"batch_number" integer NOT NULL,
	"kind" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	CONSTRAINT "batch_files_batch_number_kind_pk" PRIMARY KEY("batch_number","kind")
);
--> statement-breakpoint
CREATE TABLE "batch_responses" (
	"sha256" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	"machine_id" uuid,
	"file_name" text NOT NULL,
	"paid" integer NOT NULL,
	"rejected" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"bytes" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "finance_settings" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "iban_checks" (
	"member_id" uuid NOT NULL,
	"iban" text NOT NULL,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "iban_checks_member_id_iban_checked_by_pk" PRIMARY KEY("member_id","iban","checked_by"),
	CONSTRAINT "iban_checks_other_person" CHECK ("iban_checks"."member_id" <> "iban_checks"."checked_by")
);
--> statement-breakpoint
CREATE TABLE "machine_clients" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "machine_clients_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"batch_number" integer NOT NULL,
	"claim_id" uuid NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"paid_on" date,
	"reason" text,
	"settled_at" timestamp with time zone,
	"response_sha256" text,
	CONSTRAINT "payments_batch_number_claim_id_pk" PRIMARY KEY("batch_number","claim_id"),
	CONSTRAINT "payments_paid_on" CHECK (("payments"."status" = 'paid') = ("payments"."paid_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"batch_number" integer NOT NULL,
	"row" integer NOT NULL,
	"claim_id" uuid NOT NULL,
	"claim_number" text NOT NULL,
	"version" integer NOT NULL,
	"claimant" text NOT NULL,
	"iban" text NOT NULL,
	"group_name" text NOT NULL,
	"meeting" text NOT NULL,
	"meeting_date" date NOT NULL,
	"kind" text NOT NULL,
	"date" date NOT NULL,
	"quantity" double precision NOT NULL,
	"unit_cents" double precision,
	"account" text NOT NULL,
	"operating_unit" text NOT NULL,
	"follow_up_object" text NOT NULL,
	"project" text NOT NULL,
	"vat_rate" double precision,
	"vat_cents" bigint,
	"cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"reference" text NOT NULL,
	"cite" text NOT NULL,
	"packs" text NOT NULL,
	"corrects" integer,
	CONSTRAINT "postings_batch_number_row_pk" PRIMARY KEY("batch_number","row")
);
--> statement-breakpoint
ALTER TABLE "batch_claims" DROP CONSTRAINT "batch_claims_claimId_unique";--> statement-breakpoint
ALTER TABLE "batch_claims" DROP CONSTRAINT "batch_claims_batch_number_batches_number_fk";
--> statement-breakpoint
ALTER TABLE "batches" DROP CONSTRAINT "batches_csv_sha256_files_sha256_fk";
--> statement-breakpoint
ALTER TABLE "batch_claims" DISABLE TRIGGER batch_claims_never_changed;--> statement-breakpoint
ALTER TABLE "batch_claims" ADD COLUMN "claimed_cents" bigint;--> statement-breakpoint
ALTER TABLE "batch_claims" ADD COLUMN "iban" text;--> statement-breakpoint
UPDATE "batch_claims" c SET "claimed_cents" = c."payable_cents", "iban" = upper(regexp_replace(v."draft"->'payment'->>'iban', '[\s-]', '', 'g')) FROM "claim_versions" v WHERE v."claim_id" = c."claim_id" AND v."version" = c."version";--> statement-breakpoint
ALTER TABLE "batch_claims" ALTER COLUMN "claimed_cents" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "batch_claims" ALTER COLUMN "iban" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "batch_claims" ENABLE TRIGGER batch_claims_never_changed;--> statement-breakpoint
ALTER TABLE "batch_claims" ADD COLUMN "iban_checked_by" uuid;--> statement-breakpoint
ALTER TABLE "batch_claims" ADD COLUMN "exception_by" uuid;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "kind" text DEFAULT 'payment' NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "reverses" integer;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "batch_events" ADD CONSTRAINT "batch_events_batch_number_batches_number_fk" FOREIGN KEY ("batch_number") REFERENCES "public"."batches"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_responses" ADD CONSTRAINT "batch_responses_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finance_settings" ADD CONSTRAINT "finance_settings_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "iban_checks" ADD CONSTRAINT "iban_checks_member_id_users_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "iban_checks" ADD CONSTRAINT "iban_checks_checked_by_users_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "machine_clients" ADD CONSTRAINT "machine_clients_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_batch_number_claim_id_batch_claims_batch_number_claim_id_fk" FOREIGN KEY ("batch_number","claim_id") REFERENCES "public"."batch_claims"("batch_number","claim_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_batch_number_claim_id_batch_claims_batch_number_claim_id_fk" FOREIGN KEY ("batch_number","claim_id") REFERENCES "public"."batch_claims"("batch_number","claim_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_events_batch_number_index" ON "batch_events" USING btree ("batch_number");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_live" ON "payments" USING btree ("claim_id") WHERE "payments"."status" in ('open', 'paid');--> statement-breakpoint
ALTER TABLE "batch_claims" ADD CONSTRAINT "batch_claims_iban_checked_by_users_id_fk" FOREIGN KEY ("iban_checked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_claims" ADD CONSTRAINT "batch_claims_exception_by_users_id_fk" FOREIGN KEY ("exception_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_claims_claim_id_index" ON "batch_claims" USING btree ("claim_id");--> statement-breakpoint
-- Batches made before this: their one file, and payments nobody has answered.
INSERT INTO "batch_files" SELECT b."number", 'csv-excel', f."media_type", f."sha256", f."size_bytes" FROM "batches" b JOIN "files" f ON f."sha256" = b."csv_sha256";--> statement-breakpoint
INSERT INTO "batch_file_parts" SELECT b."number", 'csv-excel', 0, f."bytes" FROM "batches" b JOIN "files" f ON f."sha256" = b."csv_sha256";--> statement-breakpoint
INSERT INTO "payments" ("batch_number", "claim_id") SELECT "batch_number", "claim_id" FROM "batch_claims";--> statement-breakpoint
-- A batch's own row is written last; the keys to it are looked at when the transaction ends.
ALTER TABLE "batch_claims" ADD CONSTRAINT "batch_claims_of_batch" FOREIGN KEY ("batch_number") REFERENCES "batches"("number") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_of_batch" FOREIGN KEY ("batch_number") REFERENCES "batches"("number") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_of_batch" FOREIGN KEY ("batch_number") REFERENCES "batches"("number") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "batch_files" ADD CONSTRAINT "batch_files_of_batch" FOREIGN KEY ("batch_number") REFERENCES "batches"("number") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "batch_file_parts" ADD CONSTRAINT "batch_file_parts_of_file" FOREIGN KEY ("batch_number", "kind") REFERENCES "batch_files"("batch_number", "kind") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
-- Nothing is added to a batch that is closed.
CREATE FUNCTION refuse_closed_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM batches WHERE number = NEW.batch_number) THEN
    RAISE EXCEPTION 'batch % is closed: nothing is added to its %', NEW.batch_number, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A batch closes only when its control figures are those of its rows, each claim's rows add up to what is paid for it,
-- and nobody but its maker stands behind what needs two persons.
CREATE FUNCTION close_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM batch_claims WHERE batch_number = NEW.number) <> NEW.claim_count
    OR (SELECT count(*) FROM postings WHERE batch_number = NEW.number) <> NEW.row_count
    OR (SELECT coalesce(sum(cents), 0) FROM postings WHERE batch_number = NEW.number) <> NEW.total_cents
    OR EXISTS (
      SELECT FROM batch_claims c
      WHERE c.batch_number = NEW.number AND c.payable_cents <>
        (SELECT coalesce(sum(p.cents), 0) FROM postings p WHERE p.batch_number = NEW.number AND p.claim_id = c.claim_id)
    )
    OR NOT EXISTS (SELECT FROM batch_files WHERE batch_number = NEW.number AND kind = 'csv' AND sha256 = NEW.csv_sha256)
  THEN
    RAISE EXCEPTION 'batch % does not add up', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM batch_claims WHERE batch_number = NEW.number AND NEW.made_by IN (iban_checked_by, exception_by)
  ) THEN
    RAISE EXCEPTION 'batch % needs a second person', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A payment goes forward only: open → paid, rejected or reversed; paid → rejected, when the money comes back.
CREATE FUNCTION payment_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.batch_number <> OLD.batch_number OR NEW.claim_id <> OLD.claim_id OR NOT (
    (OLD.status = 'open' AND NEW.status IN ('paid', 'rejected', 'reversed')) OR (OLD.status = 'paid' AND NEW.status = 'rejected')
  ) THEN
    RAISE EXCEPTION 'a payment that is % does not become %', OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER batches_close BEFORE INSERT ON "batches" FOR EACH ROW EXECUTE FUNCTION close_batch();--> statement-breakpoint
CREATE TRIGGER batch_claims_closed BEFORE INSERT ON "batch_claims" FOR EACH ROW EXECUTE FUNCTION refuse_closed_batch();--> statement-breakpoint
CREATE TRIGGER postings_closed BEFORE INSERT ON "postings" FOR EACH ROW EXECUTE FUNCTION refuse_closed_batch();--> statement-breakpoint
CREATE TRIGGER payments_closed BEFORE INSERT ON "payments" FOR EACH ROW EXECUTE FUNCTION refuse_closed_batch();--> statement-breakpoint
CREATE TRIGGER batch_files_closed BEFORE INSERT ON "batch_files" FOR EACH ROW EXECUTE FUNCTION refuse_closed_batch();--> statement-breakpoint
CREATE TRIGGER batch_file_parts_closed BEFORE INSERT ON "batch_file_parts" FOR EACH ROW EXECUTE FUNCTION refuse_closed_batch();--> statement-breakpoint
CREATE TRIGGER payments_forward BEFORE UPDATE ON "payments" FOR EACH ROW EXECUTE FUNCTION payment_forward();--> statement-breakpoint
CREATE TRIGGER payments_never_removed BEFORE DELETE ON "payments" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER postings_never_changed BEFORE UPDATE OR DELETE ON "postings" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER batch_files_never_changed BEFORE UPDATE OR DELETE ON "batch_files" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER batch_file_parts_never_changed BEFORE UPDATE OR DELETE ON "batch_file_parts" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER batch_events_never_changed BEFORE UPDATE OR DELETE ON "batch_events" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER batch_responses_never_changed BEFORE UPDATE OR DELETE ON "batch_responses" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER iban_checks_never_changed BEFORE UPDATE OR DELETE ON "iban_checks" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER finance_settings_never_changed BEFORE UPDATE OR DELETE ON "finance_settings" FOR EACH ROW EXECUTE FUNCTION refuse_change();
