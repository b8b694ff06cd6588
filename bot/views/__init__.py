"""The Block Kit views: pure functions from plain values to messages, modals and the Home tab."""
