/** The JSON API's values, as `openapi.yaml` describes them. Times are ISO 8601 in UTC. */

export type PromotionPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Errored' | 'Aborted';
export type StepStatus = 'Running' | 'Succeeded' | 'Skipped' | 'Aborted' | 'Failed' | 'Errored';
export type VerificationPhase =
  'Pending' | 'Running' | 'Successful' | 'Failed' | 'Error' | 'Aborted' | 'Inconclusive';

/** What a stage is doing or how its last promotion ended; `Empty` holds nothing yet, `Passing` is a control-flow stage. */
export type StagePhase =
  | 'Empty'
  | 'Passing'
  | 'Queued'
  | 'Promoting'
  | 'Waiting'
  | 'Verifying'
  | 'Ready'
  | 'Failed'
  | 'VerificationFailed';

export interface Permissions {
  promote: boolean;
  approve: boolean;
  administer: boolean;
}

export interface BuildLink {
  id: string;
  /** Relative to the Jenkins root, with a trailing slash; empty when there is none. */
  url: string;
  displayName: string;
}

export interface ProjectSummary {
  path: string;
  owner: string;
  name: string;
  archived: boolean;
  stages: StageSummary[];
}

export interface StageSummary {
  name: string;
  phase: StagePhase;
  color: string | null;
  freight: string;
  /** Null for a stage that holds nothing. */
  health: HealthStatus | null;
}

export interface ProjectList {
  projects: ProjectSummary[];
}

export interface ProjectInfo {
  path: string;
  owner: string;
  name: string;
  archived: boolean;
  declared: boolean;
  configJob: string;
  configuration: { hash: string; commit: string; actor: string; storedAt: string } | null;
  /** Why a request from the page could not start a build; empty when it can. */
  runnerProblem: string;
  runnerJob: string;
}

export interface RevisionEntry {
  hash: string;
  commit: string;
  actor: string;
  storedAt: string;
  /** Of the build that stored it, such as `shop/deploy#7`; empty when none did. */
  build: string;
}

/** Where the configuration comes from, and its revisions, newest first. */
export interface ConfigurationInfo {
  owner: string;
  configJob: string;
  declared: boolean;
  branch: string;
  manifests: string;
  runnerJob: string;
  runnerProblem: string;
  /** Stage to the jobs that may promote to it. */
  promoters: Record<string, string[]>;
  revisions: RevisionEntry[];
}

export interface Subscription {
  kind: 'git' | 'image' | 'chart' | 'generic';
  name: string;
  repoURL: string;
  chart: string;
}

export interface Warehouse {
  name: string;
  freightCreationPolicy: 'Automatic' | 'Manual';
  subscriptions: Subscription[];
  /** When it last looked; null when it never did. */
  check: Check | null;
}

export interface Check {
  at: string;
  failed: boolean;
  message: string;
}

/** One thing that a subscription found and that Freight can be made of. */
export interface Version {
  id: string;
  label: string;
  createdAt: string | null;
  commit: Commit | null;
  image: Image | null;
}

export interface Found extends Subscription {
  /** Why nothing could be found; empty when something could. */
  error: string;
  versions: Version[];
}

export interface WarehouseDetail {
  name: string;
  freightCreationPolicy: 'Automatic' | 'Manual';
  freightCreationCriteria: string;
  intervalSeconds: number;
  check: Check | null;
  subscriptions: Found[];
}

export interface Commit {
  repoURL: string;
  id: string;
  branch: string;
  tag: string;
  message: string;
  author: string;
  /** Page of the commit where the host is known, else null. */
  url: string | null;
}

export interface Image {
  repoURL: string;
  tag: string;
  digest: string;
}

export interface Chart {
  repoURL: string;
  name: string;
  version: string;
}

export interface Artifact {
  artifactType: string;
  subscriptionName: string;
  version: string;
}

export interface Freight {
  name: string;
  alias: string;
  /** Name of the warehouse. */
  warehouse: string;
  discoveredAt: string;
  commits: Commit[];
  images: Image[];
  charts: Chart[];
  artifacts: Artifact[];
  /** Stage to the time since when it holds this freight. */
  currentlyIn: Record<string, string>;
  /** Stage to the time of verification. */
  verifiedIn: Record<string, string>;
  approvedFor: Record<string, { at: string; actor: string }>;
  /** Stages to which it may be promoted now. */
  availableTo: string[];
  /** Stage to the time from when it may be promoted there, where only time is in the way. */
  availableFrom: Record<string, string>;
}

export interface Availability {
  stage: string;
  available: boolean;
  reason: string;
  from: string | null;
}

export interface FreightDetail extends Freight {
  metadata: Record<string, unknown>;
  availability: Availability[];
  promotions: PromotionSummary[];
}

export interface FreightPage {
  freight: Freight[];
  /** Pass as `before` for the next page; null on the last one. */
  next: string | null;
}

export interface Approval {
  step: string;
  mayAnswer: boolean;
  /** Why the viewer may not answer; empty when they may. */
  reason: string;
  given: number;
  required: number;
  /** Required approvers of whom nobody has approved. */
  missing: string[];
  /** When the step fails unless it is approved, null for never. */
  expiresAt: string | null;
  /** To be sent with the answer, which then counts only for what was shown. */
  binding: string;
}

export interface PromotionSummary {
  name: string;
  stage: string;
  freight: string;
  freightAlias: string;
  phase: PromotionPhase;
  message: string;
  waitingFor: string;
  actor: string;
  build: BuildLink;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  stepCount: number;
  currentStep: number;
  currentAlias: string;
  /** The approval that it waits for, null when it waits for none. */
  approval: Approval | null;
}

export interface Step {
  alias: string;
  uses: string;
  /** Null before it starts. */
  status: StepStatus | null;
  message: string;
  startedAt: string | null;
  finishedAt: string | null;
  errorCount: number;
  continueOnError: boolean;
  output: Record<string, unknown> | null;
}

export interface Answer {
  step: string;
  user: string;
  approved: boolean;
  comment: string;
  at: string;
}

export interface Verification {
  id: string;
  stage: string;
  promotion: string;
  phase: VerificationPhase;
  message: string;
  build: BuildLink;
  startedAt: string;
  finishedAt: string | null;
}

export interface Measurement {
  phase: string;
  message: string;
  value: string;
  number: number | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface Metric {
  name: string;
  phase: string;
  message: string;
  dryRun: boolean;
  count: number;
  successful: number;
  failed: number;
  inconclusive: number;
  error: number;
  successCondition: string;
  failureCondition: string;
  measurements: Measurement[];
}

export interface VerificationDetail extends Verification {
  actor: string;
  metrics: Metric[];
}

/** A JSON schema (draft-07), as far as a form shows it. */
export interface InputSchema {
  required?: string[];
  properties: Record<
    string,
    {
      type?: string;
      title?: string;
      description?: string;
      enum?: unknown[];
      default?: unknown;
      format?: string;
      maxLength?: number;
    }
  >;
}

export interface InputNeed {
  step: string;
  mayAnswer: boolean;
  /** Why the viewer may not answer; empty when they may. */
  reason: string;
  /** What people are told beside the form, may be empty. */
  display: string;
  schema: InputSchema;
  /** When the step fails unless it is answered, null for never. */
  expiresAt: string | null;
  /** To be sent with the answer, which then counts only for what was shown. */
  binding: string;
}

export interface Promotion extends PromotionSummary {
  steps: Step[];
  answers: Answer[];
  verifications: Verification[];
  /** The input that it waits for, null when it waits for none. */
  input: InputNeed | null;
}

export type ChangeKind = 'Added' | 'Changed' | 'Removed';

export interface FileChange {
  path: string;
  change: ChangeKind;
  /** Lines; 0 for a binary file. */
  added: number;
  removed: number;
  /** Unified hunks; empty when left out. */
  patch: string;
  /** Why the patch is left out or not complete; empty when it is complete. */
  note: string;
}

export interface ResourceChange {
  change: ChangeKind;
  group: string;
  kind: string;
  namespace: string;
  name: string;
  /** The first fields that changed; null where a field was not there or is not shown. */
  fields: { path: string; before: string | null; after: string | null }[];
}

/** What one step changed in the rendered output. */
export interface StepDiff {
  step: string;
  commit: string;
  /** Why something is missing; empty when nothing is. */
  note: string;
  addedLines: number;
  removedLines: number;
  /** How many are not listed. */
  moreFiles: number;
  moreResources: number;
  files: FileChange[];
  resources: ResourceChange[];
}

export interface PromotionDiff {
  promotion: string;
  steps: StepDiff[];
}

export interface PromotionPage {
  promotions: PromotionSummary[];
  next: string | null;
}

export interface Stage {
  name: string;
  color: string | null;
  phase: StagePhase;
  controlFlow: boolean;
  /** Where its freight comes from: a warehouse directly, or upstream stages. */
  requests: { warehouse: string; direct: boolean; stages: string[] }[];
  /** Warehouse to the freight that the stage holds. */
  holds: Record<string, { freight: string; alias: string; since: string }>;
  /** The newest promotion. */
  promotion: PromotionSummary | null;
  queued: number;
  verification: Verification | null;
  health: Health | null;
  autoPromotion: AutoPromotion;
  /** Whether promotion windows let promotions begin; null when none concerns the stage. */
  window?: PromotionWindow | null;
}

export type HealthStatus = 'Healthy' | 'NotApplicable' | 'Progressing' | 'Unknown' | 'Unhealthy';

/** Of what a stage holds; `since` and `checkedAt` are null when there is nothing to look at, or nobody has looked yet. */
export interface Health {
  status: HealthStatus;
  issues: string[];
  checks: HealthCheck[];
  since: string | null;
  checkedAt: string | null;
}

export interface HealthCheck {
  uses: string;
  status: HealthStatus;
  issues: string[];
  output: Record<string, unknown>;
}

/** Somebody stopped the auto-promotion of a warehouse's Freight to a stage. */
export interface Hold {
  warehouse: string;
  actor: string;
  reason: string;
  at: string;
}

export interface PromotionWindow {
  closed: boolean;
  /** Why promotions may not begin now; empty while they may. */
  reason: string;
  nextOpen: string | null;
  nextClose: string | null;
  nextCloseReason: string;
}

export interface AutoPromotion {
  enabled: boolean;
  holds: Hold[];
}

export interface FreightName {
  name: string;
  alias: string;
}

/** What a promotion brought to a stage. */
export interface HistoryEntry {
  freight: FreightName[];
  promotion: string;
  since: string;
}

export interface Candidate {
  freight: string;
  alias: string;
  available: boolean;
  reason: string;
  warehouse: string;
  discoveredAt: string;
  /** From when it is available, where only time is in the way. */
  from: string | null;
  /** Whether the stage has it now. */
  held: boolean;
  /** Whether auto-promotion would take it. */
  next: boolean;
}

export interface StageDetail extends Stage {
  history: HistoryEntry[];
  /** Newest freight of each requested warehouse and, where it is not available, why. */
  candidates: Candidate[];
  verifications: Verification[];
}

export interface PromotionRequest {
  id: string;
  stage: string;
  freight: string;
  actor: string;
  createdAt: string;
}

/** Everything that the project page shows first, in one answer. */
export interface Board {
  project: ProjectInfo;
  user: string;
  permissions: Permissions;
  warehouses: Warehouse[];
  stages: Stage[];
  freight: FreightPage;
  requests: PromotionRequest[];
}

export interface Event {
  type: string;
  subject: string;
  actor: string;
  message: string;
  at: string;
}

export interface EventList {
  events: Event[];
  /** Pass as `before` for the next page; null on the last one. */
  next: string | null;
}

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
}

export interface DownstreamRequests {
  requests: PromotionRequest[];
  refused: { stage: string; reason: string }[];
}
