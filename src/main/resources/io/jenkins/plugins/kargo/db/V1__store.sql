-- One script for SQLite and PostgreSQL. The type of key columns is text that compares byte by byte; times are epoch
-- milliseconds, truth values 0 or 1; other text columns hold prose, or JSON when the component is no string.
-- seq is the project's version at the change that wrote the row: it orders rows without trusting clocks.

CREATE TABLE project (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    config_job ${key} NOT NULL,
    declared SMALLINT NOT NULL,
    created_at BIGINT NOT NULL,
    archived_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (controller, owner, project)
);

CREATE TABLE revision (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    seq BIGINT NOT NULL,
    hash ${key} NOT NULL,
    commit_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    build_id ${key} NOT NULL,
    stored_at BIGINT NOT NULL,
    files TEXT NOT NULL,
    PRIMARY KEY (controller, owner, project, seq),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);
CREATE INDEX revision_by_hash ON revision (controller, owner, project, hash, seq);

CREATE TABLE stage_metadata (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    stage ${key} NOT NULL,
    metadata TEXT NOT NULL,
    PRIMARY KEY (controller, owner, project, stage),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);

CREATE TABLE freight (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    name ${key} NOT NULL,
    alias ${key} NOT NULL,
    origin_kind ${key} NOT NULL,
    origin_name ${key} NOT NULL,
    discovered_at BIGINT NOT NULL,
    build_id ${key} NOT NULL,
    artifacts TEXT NOT NULL,
    metadata TEXT NOT NULL,
    PRIMARY KEY (controller, owner, project, name),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX freight_by_alias ON freight (controller, owner, project, alias) WHERE alias <> '';
CREATE INDEX freight_by_age ON freight (controller, owner, project, discovered_at, name);
CREATE INDEX freight_by_build ON freight (controller, owner, project, build_id) WHERE build_id <> '';

CREATE TABLE freight_stage (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    freight ${key} NOT NULL,
    stage ${key} NOT NULL,
    since BIGINT,
    verified_at BIGINT,
    longest_soak BIGINT,
    approved_at BIGINT,
    approved_by TEXT,
    PRIMARY KEY (controller, owner, project, freight, stage),
    FOREIGN KEY (controller, owner, project, freight)
        REFERENCES freight (controller, owner, project, name) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX freight_stage_held ON freight_stage (controller, owner, project, stage) WHERE since IS NOT NULL;

CREATE TABLE promotion (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    promotion ${key} NOT NULL,
    seq BIGINT NOT NULL,
    stage ${key} NOT NULL,
    freight ${key} NOT NULL,
    phase ${key} NOT NULL,
    finished SMALLINT NOT NULL,
    message TEXT NOT NULL,
    current_step INTEGER NOT NULL,
    waiting_for TEXT NOT NULL,
    actor TEXT NOT NULL,
    abort_requested_by TEXT NOT NULL,
    build_id ${key} NOT NULL,
    build_url TEXT NOT NULL,
    build_name TEXT NOT NULL,
    build_started_by TEXT NOT NULL,
    configuration ${key} NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    PRIMARY KEY (controller, owner, project, promotion),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);
CREATE INDEX promotion_by_age ON promotion (controller, owner, project, seq);
CREATE INDEX promotion_by_stage ON promotion (controller, owner, project, stage, seq);
CREATE INDEX promotion_unfinished ON promotion (controller, owner, project, stage, seq) WHERE finished = 0;
CREATE INDEX promotion_by_build ON promotion (controller, build_id) WHERE build_id <> '';

-- What never changes once the promotion is created, so that its progress does not rewrite it.
CREATE TABLE promotion_plan (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    promotion ${key} NOT NULL,
    collection TEXT NOT NULL,
    vars TEXT NOT NULL,
    steps TEXT NOT NULL,
    PRIMARY KEY (controller, owner, project, promotion),
    FOREIGN KEY (controller, owner, project, promotion)
        REFERENCES promotion (controller, owner, project, promotion) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE promotion_step (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    promotion ${key} NOT NULL,
    alias ${key} NOT NULL,
    position INTEGER NOT NULL,
    uses TEXT NOT NULL,
    status ${key} NOT NULL,
    message TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    error_count INTEGER NOT NULL,
    continue_on_error SMALLINT NOT NULL,
    output TEXT,
    intention TEXT NOT NULL,
    PRIMARY KEY (controller, owner, project, promotion, alias),
    FOREIGN KEY (controller, owner, project, promotion)
        REFERENCES promotion (controller, owner, project, promotion) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE approval (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    promotion ${key} NOT NULL,
    step ${key} NOT NULL,
    approver ${key} NOT NULL,
    approved SMALLINT NOT NULL,
    comment TEXT NOT NULL,
    binding TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (controller, owner, project, promotion, step, approver),
    FOREIGN KEY (controller, owner, project, promotion)
        REFERENCES promotion (controller, owner, project, promotion) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE stage_history (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    stage ${key} NOT NULL,
    seq BIGINT NOT NULL,
    collection TEXT NOT NULL,
    promotion ${key} NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (controller, owner, project, stage, seq),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);

CREATE TABLE verification (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    id ${key} NOT NULL,
    seq BIGINT NOT NULL,
    stage ${key} NOT NULL,
    promotion ${key} NOT NULL,
    collection ${key} NOT NULL,
    phase ${key} NOT NULL,
    finished SMALLINT NOT NULL,
    message TEXT NOT NULL,
    actor TEXT NOT NULL,
    build_id ${key} NOT NULL,
    build_url TEXT NOT NULL,
    build_name TEXT NOT NULL,
    build_started_by TEXT NOT NULL,
    result TEXT,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (controller, owner, project, id),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);
CREATE INDEX verification_by_age ON verification (controller, owner, project, seq);
CREATE INDEX verification_by_stage ON verification (controller, owner, project, stage, seq);
CREATE INDEX verification_by_promotion ON verification (controller, owner, project, promotion, seq);
CREATE INDEX verification_unfinished ON verification (controller, owner, project, seq) WHERE finished = 0;

CREATE TABLE request (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    id ${key} NOT NULL,
    seq BIGINT NOT NULL,
    stage ${key} NOT NULL,
    freight ${key} NOT NULL,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    promotion ${key} NOT NULL,
    PRIMARY KEY (controller, owner, project, id),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);
CREATE INDEX request_pending ON request (controller, owner, project, seq) WHERE promotion = '';

CREATE TABLE event (
    controller ${key} NOT NULL,
    owner ${key} NOT NULL,
    project ${key} NOT NULL,
    seq BIGINT NOT NULL,
    type ${key} NOT NULL,
    subject TEXT NOT NULL,
    actor TEXT NOT NULL,
    message TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    PRIMARY KEY (controller, owner, project, seq),
    FOREIGN KEY (controller, owner, project) REFERENCES project (controller, owner, project) ON UPDATE CASCADE
);

CREATE TABLE lease (
    controller ${key} NOT NULL,
    lease ${key} NOT NULL,
    holder ${key} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (controller, lease)
);
