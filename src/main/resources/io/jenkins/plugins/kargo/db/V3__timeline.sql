-- What the timeline of one warehouse and the history of one piece of Freight are read by.
CREATE INDEX freight_by_origin ON freight (controller, owner, project, origin_kind, origin_name, discovered_at, name);
CREATE INDEX promotion_by_freight ON promotion (controller, owner, project, freight, seq);
