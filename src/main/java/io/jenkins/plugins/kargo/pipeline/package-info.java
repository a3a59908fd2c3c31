/**
 * The Pipeline steps, and the agent's workspace as promotions see it. A step's execution holds ids and small values only:
 * the store is the truth, the work is done on the runtime's own threads, and a resumed execution looks at the store and
 * goes on. Nothing here waits on the CPS thread, and no wait holds an executor.
 */
package io.jenkins.plugins.kargo.pipeline;
