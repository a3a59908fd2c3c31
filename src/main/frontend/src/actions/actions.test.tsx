import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { controller, open } from '../test/controller';

const STOREFRONT = 'project/shop/storefront/';
const API = '/jenkins/kargo/api/v1/projects/shop/storefront/-';

describe('promoting', () => {
  it('asks which Freight, shows what would change, and sends the request with the crumb', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: 'Promote to qa' }));
    const dialog = await screen.findByRole('dialog', { name: 'Promote to qa' });
    expect(await within(dialog).findByRole('radio', { name: 'quiet-heron' })).toBeChecked();
    await it.user.click(within(dialog).getByRole('radio', { name: 'brisk-falcon' }));
    const changes = within(dialog).getByRole('region', { name: 'What changes in qa' });
    expect(changes).toHaveTextContent('storefront-web2.12.02.11.0');
    await it.user.click(within(dialog).getByRole('button', { name: 'Promote brisk-falcon' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    const [post] = it.posts();
    expect(post?.path).toBe(`${API}/promotions`);
    expect(post?.body).toEqual({ stage: 'qa', freight: expect.stringMatching(/^[0-9a-f]{40}$/) as string });
    expect(post?.headers.get('Jenkins-Crumb')).toBe('c0ffee');
    expect(screen.getByText('brisk-falcon is on its way to qa')).toBeVisible();
    expect(await screen.findByText('Requested by olivia')).toBeVisible();
  });

  it('says why Freight is not available', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(await screen.findByRole('button', { name: 'Promote to prod-eu' }));
    const dialog = await screen.findByRole('dialog', { name: 'Promote to prod-eu' });
    await user.click(await within(dialog).findByText(/^Not available/));
    expect(within(dialog).getByText('bold-otter').parentElement).toHaveTextContent(
      'it is not verified in release',
    );
  });

  it('shows what the controller answers when it refuses', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: 'Promote to qa' }));
    const dialog = await screen.findByRole('dialog', { name: 'Promote to qa' });
    const confirm = await within(dialog).findByRole('button', { name: 'Promote quiet-heron' });
    it.refusal = new Response('{"detail":"olivia is missing the Kargo/Promote permission"}', {
      status: 403,
      headers: { 'Content-Type': 'application/problem+json' },
    });
    await it.user.click(confirm);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'olivia is missing the Kargo/Promote permission',
    );
  });

  it('is not offered without the permission', async () => {
    controller('reader');
    open(STOREFRONT);
    await screen.findByRole('group', { name: 'Stage qa' });
    expect(screen.queryByRole('button', { name: /^Promote/ })).toBeNull();
  });

  it('goes from the Freight too', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: 'amber-lynx' }));
    const drawer = await screen.findByRole('dialog', { name: 'Freight amber-lynx' });
    await it.user.click(within(drawer).getByRole('button', { name: 'Promote to uat' }));
    const dialog = await screen.findByRole('dialog', { name: 'Promote to uat' });
    expect(await within(dialog).findByRole('radio', { name: 'amber-lynx' })).toBeChecked();
  });

  it('cannot be confirmed while the runner job cannot be started', async () => {
    const it = controller();
    const board = it.world.boards.get('shop/storefront');
    if (board !== undefined) {
      board.project.runnerProblem = 'the job is disabled';
    }
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: 'Promote to qa' }));
    const dialog = await screen.findByRole('dialog', { name: 'Promote to qa' });
    expect(await within(dialog).findByRole('button', { name: 'Promote quiet-heron' })).toBeDisabled();
    expect(within(dialog).getByText(/the job is disabled/)).toBeVisible();
  });

  it('is given up with Cancel', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: 'Promote to qa' }));
    await it.user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(it.posts()).toEqual([]);
  });
});

describe('an approval', () => {
  it('is given with a comment, and names what was shown', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: /^Review/ }));
    const drawer = await screen.findByRole('dialog', { name: 'brisk-falcon to prod-eu' });
    await it.user.type(await within(drawer).findByRole('textbox', { name: /Comment/ }), 'Go on');
    await it.user.click(within(drawer).getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('Your approval is recorded')).toBeVisible();
    expect(it.posts()[0]?.path).toMatch(/\/promotions\/prod-eu\.[^/]+\/approve$/);
    expect(it.posts()[0]?.body).toEqual({ step: 'approval', comment: 'Go on', binding: 'b1' });
    expect(await within(drawer).findByText('Go on')).toBeVisible();
  });

  it('is refused', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: /^Review/ }));
    await it.user.click(await screen.findByRole('button', { name: 'Reject' }));
    expect(await screen.findByText('Your rejection is recorded')).toBeVisible();
    expect(it.posts()[0]?.path).toMatch(/\/reject$/);
  });

  it('is not asked of somebody who may not give it, who is told why', async () => {
    const { user } = controller('reader');
    open(STOREFRONT);
    await user.click(await screen.findByRole('button', { name: /^Details: prod-eu/ }));
    const drawer = await screen.findByRole('dialog', { name: 'brisk-falcon to prod-eu' });
    expect(await within(drawer).findByText('reader is missing the Kargo/Approve permission')).toBeVisible();
    expect(within(drawer).queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(within(drawer).queryByRole('button', { name: 'Abort' })).toBeNull();
  });

  it('makes Freight available to a stage', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: 'bold-otter' }));
    const drawer = await screen.findByRole('dialog', { name: 'Freight bold-otter' });
    expect(within(drawer).getAllByText('must first be verified in test')).toHaveLength(2);
    await it.user.click(within(drawer).getByRole('button', { name: 'Approve for qa' }));
    const dialog = await screen.findByRole('dialog', { name: 'Approve bold-otter for qa' });
    await it.user.click(within(dialog).getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('bold-otter is approved for qa')).toBeVisible();
    expect(it.posts()[0]?.body).toEqual({ stage: 'qa' });
  });
});

describe('other actions', () => {
  it('abort a promotion after a question', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: /^Review/ }));
    const drawer = await screen.findByRole('dialog', { name: 'brisk-falcon to prod-eu' });
    await it.user.click(within(drawer).getByRole('button', { name: 'Abort' }));
    const dialog = await screen.findByRole('dialog', { name: 'Abort brisk-falcon to prod-eu?' });
    await it.user.click(within(dialog).getByRole('button', { name: 'Abort' }));
    expect(await screen.findByText('The promotion is asked to stop')).toBeVisible();
    expect(it.posts()[0]?.path).toMatch(/\/abort$/);
  });

  it('try a failed promotion again', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: /^Details: brisk-falcon/ }));
    const drawer = await screen.findByRole('dialog', { name: 'brisk-falcon to prod-us' });
    expect(await within(drawer).findByRole('listitem', { name: 'push' })).toHaveTextContent('Errored');
    await it.user.click(within(drawer).getByRole('button', { name: 'Try again' }));
    const dialog = await screen.findByRole('dialog', { name: 'Try brisk-falcon to prod-us again?' });
    await it.user.click(within(dialog).getByRole('button', { name: 'Try again' }));
    await waitFor(() => {
      expect(it.posts()[0]?.path).toMatch(/\/retry$/);
    });
  });

  it('rename Freight, and say what is wrong with a name', async () => {
    const it = controller();
    open(STOREFRONT);
    await it.user.click(await screen.findByRole('button', { name: 'bold-otter' }));
    await it.user.click(await screen.findByRole('button', { name: 'Rename' }));
    const dialog = await screen.findByRole('dialog', { name: 'Rename bold-otter' });
    const field = within(dialog).getByRole('textbox', { name: /Alias/ });
    await it.user.clear(field);
    await it.user.type(field, 'Not Good');
    await it.user.click(within(dialog).getByRole('button', { name: 'Rename' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent("'Not Good' is not an alias");
    await it.user.clear(field);
    await it.user.type(field, 'spring-release{Enter}');
    expect(await screen.findByRole('article', { name: 'spring-release' })).toBeVisible();
  });
});

describe('on a stage', () => {
  async function stage(name: string) {
    const it = controller();
    open(`${STOREFRONT}?stage=${name}`);
    return { it, drawer: await screen.findByRole('dialog', { name: `Stage ${name}` }) };
  }

  it('auto-promotion is held with a reason, and resumed', async () => {
    const { it, drawer } = await stage('test');
    await it.user.click(within(drawer).getByRole('button', { name: 'Hold auto-promotion' }));
    const dialog = await screen.findByRole('dialog', { name: 'Hold the auto-promotion of test?' });
    await it.user.type(within(dialog).getByRole('textbox'), 'Load test');
    await it.user.click(within(dialog).getByRole('button', { name: 'Hold auto-promotion' }));
    expect(await within(drawer).findByText(/held by olivia/)).toBeVisible();
    await it.user.click(await within(drawer).findByRole('button', { name: 'Resume auto-promotion' }));
    expect(await screen.findByText('Auto-promotion of test goes on')).toBeVisible();
    expect(it.posts().map((post) => [post.path, post.body])).toEqual([
      [`${API}/stages/test/hold`, { reason: 'Load test' }],
      [`${API}/stages/test/resume`, {}],
    ]);
  });

  it('what it held before comes back, after a look at what that changes', async () => {
    const { it, drawer } = await stage('prod-us');
    await it.user.click(
      (await within(drawer).findAllByRole('button', { name: /^Roll back to/ }))[0] as HTMLElement,
    );
    const dialog = await screen.findByRole('dialog', { name: /^Roll prod-us back to/ });
    expect(await within(dialog).findByRole('region', { name: 'What changes in prod-us' })).toBeVisible();
    await it.user.click(within(dialog).getByRole('button', { name: 'Roll back' }));
    await waitFor(() => {
      expect(it.posts()[0]?.path).toBe(`${API}/stages/prod-us/rollback`);
    });
  });

  it('what it holds goes to all stages behind it', async () => {
    const { it, drawer } = await stage('qa');
    await it.user.click(await within(drawer).findByRole('button', { name: 'Promote downstream' }));
    const dialog = await screen.findByRole('dialog', { name: /^Promote what qa holds/ });
    expect(within(dialog).getByRole('region', { name: 'What changes in prod-eu' })).toBeVisible();
    expect(within(dialog).getByRole('region', { name: 'What changes in prod-us' })).toBeVisible();
    await it.user.click(within(dialog).getByRole('button', { name: 'Promote downstream' }));
    expect(await screen.findByText('What qa holds is on its way downstream')).toBeVisible();
    expect(it.posts()[0]?.path).toBe(`${API}/stages/qa/downstream`);
  });

  it('what it holds is verified again, and a refusal is said', async () => {
    const { it, drawer } = await stage('qa');
    it.refusal = new Response('{"detail":"Stage qa holds nothing that could be verified"}', {
      status: 409,
      headers: { 'Content-Type': 'application/problem+json' },
    });
    await it.user.click(await within(drawer).findByRole('button', { name: 'Verify again' }));
    expect(await screen.findByText('Stage qa holds nothing that could be verified')).toBeVisible();
  });
});

describe('a warehouse', () => {
  it('looks again, and Freight is put together of what it found', async () => {
    const it = controller();
    open(`${STOREFRONT}?warehouse=storefront`);
    const drawer = await screen.findByRole('dialog', { name: 'Warehouse storefront' });
    await it.user.click(within(drawer).getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText('storefront looks for new versions now')).toBeVisible();
    await it.user.selectOptions(
      await within(drawer).findByRole('combobox', { name: 'Version of storefront-web' }),
      '2.12.0',
    );
    await it.user.click(within(drawer).getByRole('button', { name: 'Assemble Freight' }));
    expect(await screen.findByRole('dialog', { name: 'Freight bold-otter' })).toBeVisible();
    expect(it.posts().map((post) => post.path)).toEqual([
      `${API}/warehouses/storefront/refresh`,
      `${API}/warehouses/storefront/freight`,
    ]);
    expect(it.posts()[1]?.body).toEqual({ versions: { '0': expect.stringMatching(/-0$/) as string } });
  });
});
