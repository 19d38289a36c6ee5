CREATE TABLE "original_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"receipt_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid
);
--> statement-breakpoint
CREATE TABLE "original_reminders" (
	"claim_id" uuid NOT NULL,
	"day" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "original_reminders_claim_id_day_pk" PRIMARY KEY("claim_id","day")
);
--> statement-breakpoint
ALTER TABLE "original_marks" ADD CONSTRAINT "original_marks_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "original_marks" ADD CONSTRAINT "original_marks_receipt_id_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "original_marks" ADD CONSTRAINT "original_marks_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "original_reminders" ADD CONSTRAINT "original_reminders_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "original_reminders" ADD CONSTRAINT "original_reminders_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "original_marks_claim_id_id_index" ON "original_marks" USING btree ("claim_id","id");--> statement-breakpoint
-- Who ticked what off, and why one was accepted without, is as little changed as what was sent (refuse_change: 0001).
CREATE TRIGGER original_marks_never_changed BEFORE UPDATE OR DELETE ON "original_marks" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Claims whose originals were marked all at once keep that: one mark for each receipt of the version last sent.
INSERT INTO "original_marks" ("claim_id", "version", "receipt_id", "mark", "reason", "at")
SELECT c."id", c."version", (r."receipt"->>'id')::uuid, 'received', '', c."originals_received_at"
FROM "claims" c
JOIN "claim_versions" v ON v."claim_id" = c."id" AND v."version" = c."version"
CROSS JOIN LATERAL jsonb_array_elements(v."receipts") AS r("receipt")
WHERE c."originals_received_at" IS NOT NULL
ORDER BY c."number";
