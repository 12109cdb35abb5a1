-- insert_desk
INSERT INTO desk (id, public_key, seq, hash) VALUES (:desk, :public_key, 0, :hash);

-- own_desk
SELECT store.desk, desk.public_key FROM store JOIN desk ON desk.id = store.desk;
