-- What promotions registered to be watched, and how it was found last; conventions as in V1.
CREATE TABLE promotion_health (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    promotion ${key} NOT NULL,
    alias ${key} NOT NULL,
    seq BIGINT NOT NULL,
    checks TEXT NOT NULL,
    PRIMARY KEY (controller, owner, project, promotion, alias),
    FOREIGN KEY (controller, owner, project, promotion)
        REFERENCES promotion (controller, owner, project, promotion) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE stage_health (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    stage ${key} NOT NULL,
    promotion ${key} NOT NULL,
    status ${key} NOT NULL,
    results TEXT NOT NULL,
    since BIGINT NOT NULL,
    checked_at BIGINT NOT NULL,
    PRIMARY KEY (controller, owner, project, stage),
    FOREIGN KEY (controller, owner, project, promotion)
        REFERENCES promotion (controller, owner, project, promotion) ON UPDATE CASCADE ON DELETE CASCADE
);
