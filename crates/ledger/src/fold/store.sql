-- insert
INSERT INTO store (desk, name, letter, offset_hours, purpose) VALUES (:desk, :name, :letter, :offset_hours, :purpose);

-- revise
INSERT INTO counter (name, value) VALUES ('revision', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1;
