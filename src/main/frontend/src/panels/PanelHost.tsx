import type { Panel } from '../routing/route';
import { AboutPanel } from './AboutPanel';
import { ActivityPanel } from './ActivityPanel';
import { FreightPanel } from './FreightPanel';
import { PromotionPanel } from './PromotionPanel';
import { StagePanel } from './StagePanel';
import { VerificationPanel } from './VerificationPanel';
import { WarehousePanel } from './WarehousePanel';

/** The drawer that the address asks for. */
export function PanelHost({ panel }: { panel: Panel }) {
  switch (panel.kind) {
    case 'stage':
      return <StagePanel key={panel.name} name={panel.name} />;
    case 'freight':
      return <FreightPanel key={panel.name} name={panel.name} />;
    case 'promotion':
      return <PromotionPanel key={panel.name} name={panel.name} />;
    case 'warehouse':
      return <WarehousePanel key={panel.name} name={panel.name} />;
    case 'verification':
      return <VerificationPanel key={panel.name} id={panel.name} />;
    case 'activity':
      return <ActivityPanel />;
    case 'about':
      return <AboutPanel />;
  }
}
