-- Where a project was before its folder or job was renamed or moved: builds that wait, and addresses, know it by that.
CREATE TABLE project_former (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    now_owner ${key} NOT NULL,
    now_project ${key} NOT NULL,
    PRIMARY KEY (controller, owner, project),
    FOREIGN KEY (controller, now_owner, now_project)
        REFERENCES project (controller, owner, project) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX project_former_now ON project_former (controller, now_owner, now_project);
