-- What the store is for: every store of before is in service.
ALTER TABLE store ADD COLUMN purpose TEXT NOT NULL DEFAULT 'service';
