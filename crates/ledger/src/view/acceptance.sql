-- acceptances
SELECT key, note, name, "by", at FROM acceptance WHERE scheme = :scheme;
