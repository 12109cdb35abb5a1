-- put
INSERT INTO print (desk, seq, hlc, grid, print, "by", at) VALUES (:desk, :seq, :hlc, :grid, :print, :by, :at);
