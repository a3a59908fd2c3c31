-- Which of a step's approvers a person was when answering, as JSON: groups may change afterwards.
ALTER TABLE approval ADD COLUMN meets TEXT NOT NULL DEFAULT '[]';
