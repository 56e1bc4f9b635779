{application,lamp,
             [{description,"cargo"},
              {vsn,"3.1.4"},
              {registered,[]},
              {applications,[kernel,stdlib]},
              {env,[]},
              {modules,[lamp_m]}]}.
