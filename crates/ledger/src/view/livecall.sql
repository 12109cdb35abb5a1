-- one
SELECT id, post, grid, way, stage, rang, since, centre, phone, answered, offered, recorded, centre_knows, post_knows, ended, how
FROM live_call WHERE id = :id;

-- open
SELECT id, post, grid, way, stage, rang, since, centre, phone, answered, offered, recorded, centre_knows, post_knows, ended, how
FROM live_call WHERE ended IS NULL ORDER BY rang, id;

-- of_desk
SELECT id, post, grid, way, stage, rang, since, centre, phone, answered, offered, recorded, centre_knows, post_knows, ended, how
FROM live_call WHERE ended IS NULL AND desk = :desk ORDER BY rang, id;

-- ended_since
SELECT id, post, grid, way, stage, rang, since, centre, phone, answered, offered, recorded, centre_knows, post_knows, ended, how
FROM live_call WHERE ended >= :since ORDER BY rang, id;
