-- What a promotion changed in the rendered output, by the step that committed it; conventions as in V1.
CREATE TABLE promotion_diff (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    promotion ${key} NOT NULL,
    alias ${key} NOT NULL,
    seq BIGINT NOT NULL,
    diff TEXT NOT NULL,
    PRIMARY KEY (controller, owner, project, promotion, alias),
    FOREIGN KEY (controller, owner, project, promotion)
        REFERENCES promotion (controller, owner, project, promotion) ON UPDATE CASCADE ON DELETE CASCADE
);
