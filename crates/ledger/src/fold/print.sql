-- put_paper
INSERT INTO paper (desk, seq, order_id, print, "by", at) VALUES (:desk, :seq, :order_id, :print, :by, :at);

-- put
INSERT INTO print (desk, seq, hlc, grid, print, "by", at) VALUES (:desk, :seq, :hlc, :grid, :print, :by, :at);
