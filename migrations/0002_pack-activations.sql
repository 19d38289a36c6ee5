CREATE TABLE "pack_activations" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"series" text NOT NULL,
	"pack_id" text NOT NULL,
	"sha256" text NOT NULL,
	"activated_at" timestamp with time zone NOT NULL,
	"activated_by" uuid
);
--> statement-breakpoint
ALTER TABLE "pack_activations" ADD CONSTRAINT "pack_activations_activated_by_users_id_fk" FOREIGN KEY ("activated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pack_activations_series_id_index" ON "pack_activations" USING btree ("series","id");--> statement-breakpoint
-- Which rules were in force when is as little changed as what was computed by them (refuse_change: 0001).
CREATE TRIGGER pack_activations_never_changed BEFORE UPDATE OR DELETE ON "pack_activations" FOR EACH ROW EXECUTE FUNCTION refuse_change();
