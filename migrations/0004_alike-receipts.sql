CREATE TABLE "alike_files" (
	"one" text NOT NULL,
	"other" text NOT NULL,
	"one_page" integer NOT NULL,
	"other_page" integer NOT NULL,
	"distance" integer NOT NULL,
	CONSTRAINT "alike_files_one_other_pk" PRIMARY KEY("one","other"),
	CONSTRAINT "alike_files_ordered" CHECK ("alike_files"."one" < "alike_files"."other")
);
--> statement-breakpoint
CREATE TABLE "duplicate_decisions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"one" uuid NOT NULL,
	"other" uuid NOT NULL,
	"dismissed" boolean NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "duplicate_decisions_ordered" CHECK ("duplicate_decisions"."one" < "duplicate_decisions"."other")
);
--> statement-breakpoint
CREATE TABLE "receipt_looks" (
	"sha256" text NOT NULL,
	"page" integer NOT NULL,
	"look" bit(256) NOT NULL,
	CONSTRAINT "receipt_looks_sha256_page_pk" PRIMARY KEY("sha256","page")
);
--> statement-breakpoint
ALTER TABLE "alike_files" ADD CONSTRAINT "alike_files_one_files_sha256_fk" FOREIGN KEY ("one") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alike_files" ADD CONSTRAINT "alike_files_other_files_sha256_fk" FOREIGN KEY ("other") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_decisions" ADD CONSTRAINT "duplicate_decisions_one_receipts_id_fk" FOREIGN KEY ("one") REFERENCES "public"."receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_decisions" ADD CONSTRAINT "duplicate_decisions_other_receipts_id_fk" FOREIGN KEY ("other") REFERENCES "public"."receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_decisions" ADD CONSTRAINT "duplicate_decisions_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_looks" ADD CONSTRAINT "receipt_looks_sha256_files_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alike_files_other_index" ON "alike_files" USING btree ("other");--> statement-breakpoint
CREATE INDEX "duplicate_decisions_one_other_id_index" ON "duplicate_decisions" USING btree ("one","other","id");--> statement-breakpoint
CREATE INDEX "duplicate_decisions_other_index" ON "duplicate_decisions" USING btree ("other");--> statement-breakpoint
CREATE INDEX "receipts_number_index" ON "receipts" USING btree (("reading"->'receiptNumber'->>'value'));--> statement-breakpoint
-- What the assistant decided of a pair, and why, is as little changed as what was sent (refuse_change: 0001).
CREATE TRIGGER duplicate_decisions_never_changed BEFORE UPDATE OR DELETE ON "duplicate_decisions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
