-- viewed
INSERT INTO contact_look (desk, seq, hlc, incident, scope) VALUES (:desk, :seq, :hlc, :incident, :scope)
ON CONFLICT DO NOTHING;
