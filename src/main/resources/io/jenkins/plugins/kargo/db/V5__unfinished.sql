-- SQLite knows no statistics here and takes any index with the same number of leading columns: so what is unfinished has
-- one more of them than every other index, instead of a condition.
DROP INDEX promotion_unfinished;
CREATE INDEX promotion_unfinished ON promotion (controller, finished, owner, project, stage, seq);
DROP INDEX verification_unfinished;
CREATE INDEX verification_unfinished ON verification (controller, finished, owner, project, seq);
DROP INDEX request_pending;
CREATE INDEX request_pending ON request (controller, owner, project, promotion, seq);
CREATE INDEX stage_history_by_age ON stage_history (controller, owner, project, seq);
