-- What people see and decide beside promotions; conventions as in V1.

-- What the last look into a warehouse's repositories came to.
CREATE TABLE warehouse_state (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    warehouse ${key} NOT NULL,
    checked_at BIGINT NOT NULL,
    failed SMALLINT NOT NULL,
    message TEXT NOT NULL,
    subscriptions TEXT NOT NULL,
    PRIMARY KEY (controller, owner, project, warehouse),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);

-- Auto-promotion that a person stopped; origin is empty when it is stopped for all that the stage requests.
CREATE TABLE promotion_hold (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    stage ${key} NOT NULL,
    origin ${key} NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    held_at BIGINT NOT NULL,
    PRIMARY KEY (controller, owner, project, stage, origin),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);
