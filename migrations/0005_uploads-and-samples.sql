CREATE TABLE "reading_samples" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"field" text NOT NULL,
	"subject" text NOT NULL,
	"read_value" text,
	"kept_value" text NOT NULL,
	"sure" boolean,
	"confidence" real,
	"by_role" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upload_parts" (
	"upload_id" uuid NOT NULL,
	"start_byte" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "upload_parts_upload_id_start_byte_pk" PRIMARY KEY("upload_id","start_byte")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"offset_bytes" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	"receipt_id" uuid,
	"added" boolean
);
--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "reading_progress" jsonb;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "reading_turn" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "upload_parts" ADD CONSTRAINT "upload_parts_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_receipt_id_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reading_samples_day_index" ON "reading_samples" USING btree ("day");--> statement-breakpoint
CREATE INDEX "reading_samples_subject_id_index" ON "reading_samples" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "uploads_owner_id_index" ON "uploads" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "uploads_touched_at_index" ON "uploads" USING btree ("touched_at");--> statement-breakpoint
CREATE INDEX "receipts_status_reading_turn_index" ON "receipts" USING btree ("status","reading_turn");--> statement-breakpoint
-- What a person made of a reading is as little changed as what was sent (refuse_change: 0001).
CREATE TRIGGER reading_samples_never_changed BEFORE UPDATE OR DELETE ON "reading_samples" FOR EACH ROW EXECUTE FUNCTION refuse_change();
