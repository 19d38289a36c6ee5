CREATE TABLE "earlier_cards" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"card" jsonb NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL,
	"replaced_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation_changes" (
	"meeting_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"invited" boolean NOT NULL,
	CONSTRAINT "invitation_changes_meeting_id_user_id_pk" PRIMARY KEY("meeting_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "invitation_files" (
	"sha256" text PRIMARY KEY NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_notices" (
	"meeting_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"key" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_notices_meeting_id_user_id_key_pk" PRIMARY KEY("meeting_id","user_id","key")
);
--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_group_id_user_id_pk";--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_group_id_user_id_term_start_pk" PRIMARY KEY("group_id","user_id","term_start");--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "codes" jsonb DEFAULT '{"account":"","unit":"","monitoringTarget":"","project":""}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "earlier_cards" ADD CONSTRAINT "earlier_cards_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earlier_cards" ADD CONSTRAINT "earlier_cards_replaced_by_users_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_changes" ADD CONSTRAINT "invitation_changes_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_changes" ADD CONSTRAINT "invitation_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_files" ADD CONSTRAINT "invitation_files_sha256_files_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_files" ADD CONSTRAINT "invitation_files_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_notices" ADD CONSTRAINT "meeting_notices_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_notices" ADD CONSTRAINT "meeting_notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "earlier_cards_meeting_id_id_index" ON "earlier_cards" USING btree ("meeting_id","id");--> statement-breakpoint
CREATE INDEX "invitation_changes_user_id_index" ON "invitation_changes" USING btree ("user_id");--> statement-breakpoint
CREATE TRIGGER earlier_cards_never_changed BEFORE UPDATE OR DELETE ON "earlier_cards" FOR EACH ROW EXECUTE FUNCTION refuse_change();
