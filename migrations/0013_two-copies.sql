CREATE TABLE "document_failures" (
	"claim_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"file_name" text,
	"passing" boolean NOT NULL,
	"tries" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_failures_claim_id_version_pk" PRIMARY KEY("claim_id","version")
);
--> statement-breakpoint
ALTER TABLE "document_failures" ADD CONSTRAINT "document_failures_version_fk" FOREIGN KEY ("claim_id","version") REFERENCES "public"."claim_versions"("claim_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was sealed until now is the claim copy. The columns come before the keys that hold them.
ALTER TABLE "approved_documents" ADD COLUMN "copy" text DEFAULT 'claim' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "copy" text DEFAULT 'claim' NOT NULL;--> statement-breakpoint
ALTER TABLE "approved_documents" DROP CONSTRAINT "approved_documents_claim_id_version_documents_claim_id_version_fk";--> statement-breakpoint
ALTER TABLE "approved_documents" DROP CONSTRAINT "approved_documents_claim_id_version_pk";--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_claim_id_version_pk";--> statement-breakpoint
ALTER TABLE "approved_documents" ADD CONSTRAINT "approved_documents_claim_id_version_copy_pk" PRIMARY KEY("claim_id","version","copy");--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_claim_id_version_copy_pk" PRIMARY KEY("claim_id","version","copy");--> statement-breakpoint
ALTER TABLE "approved_documents" ADD CONSTRAINT "approved_documents_sent_fk" FOREIGN KEY ("claim_id","version","copy") REFERENCES "public"."documents"("claim_id","version","copy") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- A row-by-row trigger is not asked by TRUNCATE, nor was one by the removal of a file (refuse_change: 0001).
CREATE TRIGGER documents_never_emptied BEFORE TRUNCATE ON "documents" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER approved_documents_never_emptied BEFORE TRUNCATE ON "approved_documents" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER files_never_removed BEFORE DELETE ON "files" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER files_never_emptied BEFORE TRUNCATE ON "files" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
