-- delete
DELETE FROM unit WHERE id = :id RETURNING fid;

-- insert
INSERT INTO unit (geom, id, name, kind, phone, whistle, grid, address)
VALUES (:geom, :id, :name, :kind, :phone, :whistle, :grid, :address);

-- put_partner
INSERT INTO partner (id, grid, name, unit, contact, phone, duty)
VALUES (:id, :grid, :name, :unit, :contact, :phone, :duty)
ON CONFLICT (id) DO UPDATE SET grid = excluded.grid, name = excluded.name, unit = excluded.unit,
    contact = excluded.contact, phone = excluded.phone, duty = excluded.duty;

-- clear_partners
DELETE FROM partner;
