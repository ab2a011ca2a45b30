import { createRoot } from 'react-dom/client'
import './styles/page.css'
import './styles/messages.css'
import './styles/panes.css'
import { App } from './App'
import { applyTheme } from './theme'

applyTheme()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
