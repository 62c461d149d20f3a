// Component : SignalSample
`timescale 1ns/1ps
// Shows what readers of the Verilog see.
module SignalSample (
  input wire a,
  input wire b,
  output wire y /* either of the inputs */ ,
  output reg [3:0] m_special_z,
  output wire w,
  input wire aclk,
  input wire aresetn
);
  (* mark_debug = "true" *) wire observed;
  (* async_reg *) reg flag;
  wire renamed;
  reg twice;
  assign renamed = (a && b);
  assign observed = renamed;
  assign y = ((a || b) || flag);
  always @(*) begin
    m_special_z = 4'bxxxx;
    if(a) begin
      m_special_z = 4'b0011;
    end
  end
  always @(*) begin
    twice = a;
    twice = b;
  end
  assign w = twice;
  always @(posedge aclk) begin
    flag <= a;
  end
endmodule
