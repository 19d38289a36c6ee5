CREATE TABLE "decision_letters" (
	"claim_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"batch_number" integer,
	"remedy_id" bigint,
	"content" text NOT NULL,
	"sha256" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_letters_claim_id_number_pk" PRIMARY KEY("claim_id","number")
);
--> statement-breakpoint
CREATE TABLE "letter_files" (
	"claim_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"language" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "letter_files_claim_id_number_language_pk" PRIMARY KEY("claim_id","number","language")
);
--> statement-breakpoint
CREATE TABLE "remedy_texts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"texts" jsonb NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_remedy_id_remedy_texts_id_fk" FOREIGN KEY ("remedy_id") REFERENCES "public"."remedy_texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_version_fk" FOREIGN KEY ("claim_id","version") REFERENCES "public"."claim_versions"("claim_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_files" ADD CONSTRAINT "letter_files_sha256_files_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_files" ADD CONSTRAINT "letter_files_letter_fk" FOREIGN KEY ("claim_id","number") REFERENCES "public"."decision_letters"("claim_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy_texts" ADD CONSTRAINT "remedy_texts_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decision_letters_remedy_id_index" ON "decision_letters" USING btree ("remedy_id");--> statement-breakpoint
-- A letter somebody has read is as little changed as what was sent (refuse_change: 0001).
CREATE TRIGGER decision_letters_never_changed BEFORE UPDATE OR DELETE ON "decision_letters" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER letter_files_never_changed BEFORE UPDATE OR DELETE ON "letter_files" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER remedy_texts_never_changed BEFORE UPDATE OR DELETE ON "remedy_texts" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER decision_letters_never_emptied BEFORE TRUNCATE ON "decision_letters" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER letter_files_never_emptied BEFORE TRUNCATE ON "letter_files" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER remedy_texts_never_emptied BEFORE TRUNCATE ON "remedy_texts" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
