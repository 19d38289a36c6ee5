CREATE INDEX "claims_expenses_index" ON "claims" USING gin (("draft"->'expenses') jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "receipts_sha256_index" ON "receipts" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "receipts_read_index" ON "receipts" USING btree (("reading"->'date'->>'value'),("reading"->'total'->>'cents'));