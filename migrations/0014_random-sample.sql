CREATE TABLE "sample_draws" (
	"claim_id" uuid PRIMARY KEY NOT NULL,
	"period_id" uuid NOT NULL,
	"drawn" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sample_periods" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"rate" integer NOT NULL,
	"commitment" text NOT NULL,
	"secret" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid NOT NULL,
	"revealed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sample_draws" ADD CONSTRAINT "sample_draws_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_draws" ADD CONSTRAINT "sample_draws_period_id_sample_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."sample_periods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_periods" ADD CONSTRAINT "sample_periods_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sample_draws_period_id_index" ON "sample_draws" USING btree ("period_id");--> statement-breakpoint
CREATE TRIGGER sample_draws_never_changed BEFORE UPDATE OR DELETE ON "sample_draws" FOR EACH ROW EXECUTE FUNCTION refuse_change();
