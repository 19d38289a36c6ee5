CREATE TABLE "pending_approvals" (
	"claim_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"back_to" text NOT NULL,
	"approved_before" timestamp with time zone,
	"approver_before" uuid,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "pending_approvals" ADD CONSTRAINT "pending_approvals_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_approvals" ADD CONSTRAINT "pending_approvals_approver_before_users_id_fk" FOREIGN KEY ("approver_before") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_approvals" ADD CONSTRAINT "pending_approvals_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pending_approvals_by_index" ON "pending_approvals" USING btree ("by");