-- insert
INSERT INTO orders (id, number, scope, hlc, card, words) VALUES (:id, :number, :scope, :hlc, :card, :words);
