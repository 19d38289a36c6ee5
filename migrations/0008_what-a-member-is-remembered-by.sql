CREATE TABLE "upload_passes" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "usual_trips" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" uuid NOT NULL,
	"place" text NOT NULL,
	"start_from" text NOT NULL,
	"end_at" text NOT NULL,
	"home_address" text NOT NULL,
	"workplace_address" text NOT NULL,
	"home_km" real,
	"workplace_km" real,
	"minutes_before" integer NOT NULL,
	"minutes_after" integer NOT NULL,
	"minutes_to_ticket" integer,
	"minutes_from_ticket" integer,
	"learned_from" text NOT NULL,
	"learned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "usual_trips_memberId_place_unique" UNIQUE("member_id","place")
);
--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "pass_hash" text;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "told_by" uuid;--> statement-breakpoint
ALTER TABLE "upload_passes" ADD CONSTRAINT "upload_passes_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_passes" ADD CONSTRAINT "upload_passes_member_id_users_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usual_trips" ADD CONSTRAINT "usual_trips_member_id_users_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "upload_passes_claim_id_index" ON "upload_passes" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "upload_passes_expires_at_index" ON "upload_passes" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_told_by_users_id_fk" FOREIGN KEY ("told_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;