-- books
SELECT day, cases, windings, NULL FROM day_book WHERE day >= :from AND day < :until ORDER BY day;

-- with_spots
SELECT day, cases, windings, spots FROM day_book LEFT JOIN day_spot USING (day)
WHERE day >= :from AND day < :until ORDER BY day;

-- word
SELECT word FROM day_name WHERE id = :id;
