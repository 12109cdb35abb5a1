-- cards
SELECT card FROM saved WHERE noun = :noun ORDER BY id;
