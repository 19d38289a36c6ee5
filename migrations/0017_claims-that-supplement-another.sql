ALTER TABLE "claims" DROP CONSTRAINT "claims_memberId_meetingId_unique";--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "supplement_to" uuid;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_supplement_to_claims_id_fk" FOREIGN KEY ("supplement_to") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "claims_one_of_a_meeting" ON "claims" USING btree ("member_id","meeting_id") WHERE supplement_to is null;--> statement-breakpoint
CREATE UNIQUE INDEX "claims_one_supplement" ON "claims" USING btree ("supplement_to");