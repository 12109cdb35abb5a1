-- Whom an order reaches stands beside the order alone. The indexes by post and by grid over all orders had a place for each
-- order among all that were before: one order to thousands of people wrote thousands of pages, and more with every order.
-- Who asks for a post or a grid walks the orders, the newest first, and finds each at once.
DROP INDEX receipt_by_post;
DROP INDEX receipt_by_grid;
CREATE INDEX receipt_by_grid ON receipt (order_id, grid);
CREATE INDEX line_of_orders ON line (number, id) WHERE what = 'order';
