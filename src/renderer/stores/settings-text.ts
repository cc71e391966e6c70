import { type Settings, settingsText } from '../format/job.ts'
import { useNetworks } from './networks.ts'

/** Network, layer and delta in one line, the network by its title. */
export function useSettingsText(): (settings: Settings) => string {
  const networks = useNetworks()
  return (settings) => settingsText({ ...settings, network: networks.titleOf(settings.network) })
}
