def bring_trouble(ground, scenario, count, seed):
    return {}
