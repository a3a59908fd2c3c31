package hudson.model.queue;

import hudson.ExtensionPoint;
import hudson.model.Queue;

/** Hears of items that leave the queue. The real one hears of every move in it. */
public abstract class QueueListener implements ExtensionPoint {
    public void onLeft(Queue.LeftItem li) {}
}
