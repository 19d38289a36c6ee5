CREATE TABLE "approved_documents" (
	"claim_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "approved_documents_claim_id_version_pk" PRIMARY KEY("claim_id","version")
);
--> statement-breakpoint
ALTER TABLE "approved_documents" ADD CONSTRAINT "approved_documents_sha256_files_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approved_documents" ADD CONSTRAINT "approved_documents_claim_id_version_documents_claim_id_version_fk" FOREIGN KEY ("claim_id","version") REFERENCES "public"."documents"("claim_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- As little changed as the document it grew from (refuse_change: 0001).
CREATE TRIGGER approved_documents_never_changed BEFORE UPDATE OR DELETE ON "approved_documents" FOR EACH ROW EXECUTE FUNCTION refuse_change();
